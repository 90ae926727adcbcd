import { type CanActivate, type ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PassportSerializer, PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { isSecondFactorRoute } from '../index.js';
import { type Account, Accounts } from './accounts.js';

/** What the host hangs on a request, so that its strategy finds its own accounts. */
export interface HostRequest {
  readonly accounts: Accounts;
  user?: Account;
  session: { readonly id: string; readonly countersign?: object; destroy(done: () => void): void };
  isAuthenticated(): boolean;
}

/** Opens a route of the host to visitors who are not logged in. */
export const Public = Reflector.createDecorator<true | undefined, true>({ transform: () => true });

/** The host's first factor. Passport knows one `local` for the whole process, so the accounts come with the request. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({ passReqToCallback: true });
  }

  validate(request: HostRequest, username: string, password: string): Account {
    const account = request.accounts.byName(username);
    if (!account?.active || account.password !== password) throw new UnauthorizedException();
    return account;
  }
}

/** The host's session holds the account's id. */
@Injectable()
export class Serializer extends PassportSerializer {
  constructor(@Inject(Accounts) private readonly accounts: Accounts) {
    super();
  }

  serializeUser(user: Account, done: (error: unknown, id: string) => void): void {
    done(null, user.id);
  }

  deserializeUser(id: string, done: (error: unknown, user?: Account | false) => void): void {
    if (this.accounts.byId(id)) done(null, this.accounts.active(id) ?? false);
    else done(null);
  }
}

/** The host's own guard: only those who are logged in. */
@Injectable()
export class AuthenticatedGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const open = this.reflector.getAllAndOverride(Public, [context.getHandler(), context.getClass()]) === true;
    const request = context.switchToHttp().getRequest<HostRequest>();
    if (open || isSecondFactorRoute(context) || request.isAuthenticated()) return true;
    throw new UnauthorizedException();
  }
}
