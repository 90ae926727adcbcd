import { SecondFactorService } from '@countersign/nest'; // countersign
import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';
import { wantsHtml } from '../layout/wants-html.js';
import { sessionCookie } from '../session/session-cookie.js';
import { Public } from './public.decorator.js';
import { signOut } from './sign-out.js';

/** Logging out. */
@Public()
@Controller('logout')
export class LogoutController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService, // countersign
  ) {}

  @Post()
  async logout(@Req() request: Request, @Res() response: Response): Promise<void> {
    await signOut(request);
    const { name, ...options } = sessionCookie(this.config);
    response.clearCookie(name, options);
    await this.secondFactor.forget(request, response); // countersign
    if (wantsHtml(request)) response.redirect(303, '/login');
    else response.status(204).end();
  }
}
