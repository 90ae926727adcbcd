import {
  type ArgumentsHost,
  Catch,
  type HttpException,
  Inject,
  InternalServerErrorException,
  Logger,
} from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { Request, Response } from 'express';
import { loginPath, returnTo } from '../auth/return-to.js';
import { asksForHtml } from '../layout/wants-html.js';
import { errorPage } from './error.page.js';
import { toHttpException } from './to-http-exception.js';

/** Answers every error: a page or a redirect for a browser, otherwise JSON as the exception has it. */
@Catch()
export class ErrorFilter extends BaseExceptionFilter {
  private readonly log = new Logger('Errors');

  constructor(@Inject(HttpAdapterHost) { httpAdapter }: HttpAdapterHost) {
    super(httpAdapter);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const known = toHttpException(error);
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent || !this.wantsPage(request)) {
      super.catch(known ?? error, host);
      return;
    }
    if (!known) this.log.error(error);
    this.show(known ?? new InternalServerErrorException(), request, response);
  }

  private show(exception: HttpException, request: Request, response: Response): void {
    const elsewhere = this.redirection(exception, request);
    if (elsewhere) response.redirect(303, elsewhere);
    else response.status(exception.getStatus()).type('html').send(this.page(exception, request));
  }

  /** Whether the client is somebody who reads pages. */
  protected wantsPage(request: Request): boolean {
    return asksForHtml(request);
  }

  /** The page for an exception. */
  protected page(exception: HttpException, request: Request): string {
    return errorPage(exception, request.user);
  }

  /** Where a browser has to go first, and come back from: wherever the exception says (`next`), or the log-in page. */
  private redirection(exception: HttpException, request: Request): string | undefined {
    const next = nextOf(exception);
    if (next !== '/') return `${next}?${new URLSearchParams({ returnTo: returnTo(request.originalUrl) })}`;
    return exception.getStatus() === 401 && request.method === 'GET' ? loginPath(request.originalUrl) : undefined;
  }
}

function nextOf(exception: HttpException): string {
  const body = exception.getResponse();
  return returnTo(typeof body === 'object' && 'next' in body ? body.next : undefined);
}
