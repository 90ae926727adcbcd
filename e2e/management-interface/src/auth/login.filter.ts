import { Catch, HttpException } from '@nestjs/common';
import type { Request } from 'express';
import { ErrorFilter } from '../errors/error.filter.js';
import { messageOf } from '../errors/message-of.js';
import { wantsHtml } from '../layout/wants-html.js';
import { loginPage } from './login.page.js';
import { returnTo } from './return-to.js';

/** In a browser, a log-in that fails shows the log-in page again. */
@Catch(HttpException)
export class LoginFilter extends ErrorFilter {
  protected override wantsPage(request: Request): boolean {
    return wantsHtml(request);
  }

  protected override page(error: HttpException, request: Request): string {
    if (error.getStatus() >= 500) return super.page(error, request);
    const { username } = (request.body ?? {}) as Record<string, unknown>;
    return loginPage({
      returnTo: returnTo(request.query.returnTo),
      username: typeof username === 'string' ? username : '',
      message: messageOf(error),
    });
  }
}
