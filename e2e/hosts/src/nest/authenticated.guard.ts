import { isSecondFactorRoute } from '@countersign/nest';
import { type CanActivate, type ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Keeper } from './keeper.js';
import { IsOpen } from './open.decorator.js';
import { requestOf } from './request-of.js';

/** The host's own guard, in front of Countersign's: finds out who comes, and lets nobody else in. */
@Injectable()
export class AuthenticatedGuard implements CanActivate {
  constructor(
    @Inject(Keeper) private readonly keeper: Keeper,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    if (!request) throw new UnauthorizedException();
    await this.keeper.authenticate(request);
    const open = this.reflector.getAllAndOverride(IsOpen, [context.getHandler(), context.getClass()]) === true;
    if (request.user || open || isSecondFactorRoute(context)) return true;
    throw new UnauthorizedException();
  }
}
