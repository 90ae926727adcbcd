import { Controller, HttpCode, Inject, Post, Req, UnauthorizedException } from '@nestjs/common';
import type { Account } from '../parts/accounts.js';
import type { HostRequest } from '../parts/identity.js';
import type { Parts } from '../parts/parts.js';
import { readTicket } from '../parts/tickets.js';
import { Open } from './open.decorator.js';
import { PARTS } from './parts.token.js';

type LogIn = (user: Account, done: (error?: unknown) => void) => void;

/** A door of the host's own making: it signs in by session without asking Countersign. The guard must not care (R47). */
@Open()
@Controller('remember-me')
export class RememberMeController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @HttpCode(200)
  @Post()
  async remember(@Req() request: HostRequest & { logIn: LogIn }): Promise<object> {
    const { ticket } = (request.body ?? {}) as { ticket?: unknown };
    const found = await readTicket(this.parts.settings.secret, 'remember-me', ticket);
    const account = found && this.parts.accounts.byEmail(found.sub);
    if (!account) throw new UnauthorizedException();
    await new Promise<void>((resolve, reject) => {
      request.logIn(account, (error) => (error ? reject(error) : resolve()));
    });
    return { status: 'signed_in' };
  }
}
