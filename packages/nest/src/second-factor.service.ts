import { type Method, SecondFactor } from '@countersign/core';
import { type NodeStyleRequest, SecondFactorWeb } from '@countersign/http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { writeHeaders } from './reply-writer.js';

/** What a host's own controllers ask of the second step. */
@Injectable()
export class SecondFactorService {
  constructor(
    @Inject(SecondFactor) private readonly secondFactor: SecondFactor,
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** Call it in the host's log-out: whatever sign-in is pending in this browser ends too (R48). */
  async forget(request: Pick<NodeStyleRequest, 'headers'>, response: object): Promise<void> {
    writeHeaders(this.host.httpAdapter, response, {}, await this.web.forget(request));
  }

  /** Which of these accounts have enrolled, and what. Those with nothing are absent. */
  enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
    return this.secondFactor.enrolledMethods(subjects);
  }

  /** For readiness: resolves when both stores can be used now. @throws SecondFactorError `second_factor_unavailable` */
  ping(): Promise<void> {
    return this.secondFactor.ping();
  }
}
