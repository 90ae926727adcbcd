import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';

/** For super administrators only. */
@Injectable()
export class SuperAdministratorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.switchToHttp().getRequest<Request>().user?.role === 'super') return true;
    throw new ForbiddenException('Only a super administrator can do this');
  }
}
