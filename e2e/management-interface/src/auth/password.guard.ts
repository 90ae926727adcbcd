import { isSecondFactorRoute } from '@countersign/nest'; // countersign: demo
import { type CanActivate, type ExecutionContext, ForbiddenException, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { PASSWORD_PATH, PasswordController } from './password.controller.js';
import { PUBLIC } from './public.decorator.js';

/** Leads whoever has to choose another password there, and nowhere else. */
@Injectable()
export class PasswordGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<Request>();
    if (!user?.mustChange || context.getClass() === PasswordController) return true;
    if (isSecondFactorRoute(context)) return true; // countersign: demo
    if (this.reflector.getAllAndOverride(PUBLIC, [context.getHandler(), context.getClass()]) === true) return true;
    const message = 'Choose another password first';
    throw new ForbiddenException({ statusCode: 403, message, next: PASSWORD_PATH });
  }
}
