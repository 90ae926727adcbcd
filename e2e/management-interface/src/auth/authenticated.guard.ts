import { isSecondFactorRoute } from '@countersign/nest'; // countersign
import { type CanActivate, type ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { PUBLIC } from './public.decorator.js';

/** Lets nobody in who is not logged in, except where a handler is `@Public()`. */
@Injectable()
export class AuthenticatedGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (isSecondFactorRoute(context)) return true; // countersign
    if (this.isPublic(context)) return true;
    if (context.switchToHttp().getRequest<Request>().user) return true;
    throw new UnauthorizedException();
  }

  private isPublic(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride(PUBLIC, [context.getHandler(), context.getClass()]) === true;
  }
}
