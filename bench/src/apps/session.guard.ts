import { isSecondFactorRoute } from '@countersign/nest';
import { type CanActivate, type ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** Opens a handler to who has no session. */
export const Open = Reflector.createDecorator<true>();

/** Lets those in who have a session: the host's own guard, the same in every app that uses express-session. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<{ readonly user?: object }>();
    const targets = [context.getHandler(), context.getClass()];
    if (user || this.reflector.getAllAndOverride(Open, targets) || isSecondFactorRoute(context)) return true;
    throw new UnauthorizedException();
  }
}
