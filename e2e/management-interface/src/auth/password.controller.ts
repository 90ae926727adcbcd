import { StepUp } from '@countersign/nest'; // countersign: demo
import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsService } from '../administrators/administrators.service.js';
import { PasswordPipe } from '../administrators/password.pipe.js';
import { CurrentAdministrator } from './current-administrator.decorator.js';
import { passwordPage } from './password.page.js';
import { returnTo } from './return-to.js';

/** Where somebody chooses their own password. */
export const PASSWORD_PATH = '/password';

/** What the form says. */
interface Passwords {
  readonly current: string;
  readonly chosen: string;
}

/** The own password: whoever has to change it gets here from everywhere, after both steps of the log-in. */
@Controller(PASSWORD_PATH)
export class PasswordController {
  constructor(@Inject(AdministratorsService) private readonly administrators: AdministratorsService) {}

  @Get()
  @StepUp({ maxAgeSeconds: 180 }) // countersign: demo
  page(@CurrentAdministrator() me: Administrator, @Query('returnTo') path: unknown): string {
    return passwordPage(me, returnTo(path));
  }

  @Post()
  @StepUp() // countersign: demo
  async change(
    @Req() request: Request,
    @Res() response: Response,
    @CurrentAdministrator() me: Administrator,
    @Body(new PasswordPipe(['current', 'chosen'])) { current, chosen }: Passwords,
  ): Promise<void> {
    const onwards = returnTo(request.query.returnTo);
    const known = await this.administrators.findByPassword(me.email, current);
    if (known?.id !== me.id || current === chosen) {
      response
        .status(400)
        .type('html')
        .send(passwordPage(me, onwards, known ? 'same' : 'wrong'));
      return;
    }
    await this.administrators.setPassword(me.id, chosen, null);
    await keepSession(request, me);
    response.redirect(303, onwards);
  }
}

/** All sessions have just ended; this one goes on, under another id, with what it has proved. */
function keepSession(request: Request, me: Administrator): Promise<void> {
  return new Promise((resolve, reject) => {
    request.logIn(me, { keepSessionInfo: true, session: true }, (error: unknown) =>
      error ? reject(error) : resolve(),
    );
  });
}
