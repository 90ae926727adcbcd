import type { IncomingMessage } from 'node:http';
import { badBody, SecondFactorWeb, toWebRequest } from '@countersign/http';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { StrictBody } from './strict-body.js';

/** Stands before every route of the second step but receipts: the origin first, then the body's form (R18, R79). */
@Injectable()
export class ContractGuard implements CanActivate {
  constructor(
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(StrictBody) private readonly bodies: StrictBody,
  ) {}

  /** @throws SecondFactorError `cross_origin` or `bad_request` */
  canActivate(context: ExecutionContext): true {
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    const asked = toWebRequest(request);
    if (this.web.routeOf(asked)?.name === 'receipt') return true;
    this.web.checkOrigin(asked);
    const problem = this.bodies.problemOf(request);
    if (problem !== undefined) throw badBody([problem]);
    return true;
  }
}
