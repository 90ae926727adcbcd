import { type ArgumentsHost, Catch, Inject, UnauthorizedException } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { HostRequest } from '../parts/identity.js';
import { wantsPage } from '../parts/negotiation.js';
import { loginPage } from '../parts/pages.js';

/** A person who is not signed in gets the log-in page; a program gets the error. */
@Catch(UnauthorizedException)
export class UnauthorizedFilter extends BaseExceptionFilter {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {
    super(host.httpAdapter);
  }

  override catch(error: UnauthorizedException, context: ArgumentsHost): void {
    // GraphQL makes an error of what is thrown.
    if (context.getType() !== 'http') throw error;
    const http = context.switchToHttp();
    const { httpAdapter } = this.host;
    const { method, headers } = http.getRequest<HostRequest>();
    const response: unknown = http.getResponse();
    if (!wantsPage(headers)) super.catch(error, context);
    else if (method === 'GET') httpAdapter.redirect(response, 303, '/login');
    else {
      httpAdapter.setHeader(response, 'Content-Type', 'text/html; charset=utf-8');
      httpAdapter.reply(response, loginPage('Wrong e-mail or password'), 401);
    }
  }
}
