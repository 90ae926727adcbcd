import { FirstFactorGuard } from '@countersign/nest'; // countersign
import { Controller, Get, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { wantsHtml } from '../layout/wants-html.js';
import { LoginFilter } from './login.filter.js';
import { loginPage } from './login.page.js';
import { Public } from './public.decorator.js';
import { returnTo } from './return-to.js';

/** Logging in. */
@Public()
@Controller('login')
export class LoginController {
  @Get()
  page(@Query('returnTo') target: unknown): string {
    return loginPage({ returnTo: returnTo(target) });
  }

  @Post()
  @UseGuards(FirstFactorGuard('local')) // countersign
  @UseFilters(LoginFilter)
  login(@Req() request: Request, @Res() response: Response): void {
    const redirectTo = returnTo(request.query.returnTo);
    if (wantsHtml(request)) response.redirect(303, redirectTo);
    else response.status(200).json({ status: 'signed_in', redirectTo });
  }
}
