import {
  type Adoption,
  type Assurance,
  type BypassCodeStatus,
  type Method,
  type PolicyChange,
  SecondFactor,
  SecondFactorError,
} from '@countersign/core';
import { type EnrolmentDue, errorHeaders, type NodeStyleRequest, SecondFactorWeb } from '@countersign/http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { writeHeaders } from './reply-writer.js';
import { SecondFactorException } from './second-factor.exception.js';

/** What a host's own controllers ask of the second step. A refusal is an exception of Nest's: their filters know those. */
@Injectable()
export class SecondFactorService {
  constructor(
    @Inject(SecondFactor) private readonly secondFactor: SecondFactor,
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /**
   * Call it in the host's log-out, when the host's own session has ended: whatever sign-in is pending in this browser ends
   * too (R48).
   * @throws SecondFactorException `second_factor_unavailable`
   */
  async forget(request: Pick<NodeStyleRequest, 'headers'>, response: object): Promise<void> {
    const cookies = await asExceptions(this.web.forget(request), (error) =>
      writeHeaders(this.host.httpAdapter, response, errorHeaders(error)),
    );
    writeHeaders(this.host.httpAdapter, response, {}, cookies);
  }

  /**
   * Which of these accounts have enrolled, and what. Those with nothing are absent.
   * @throws SecondFactorException `second_factor_unavailable`
   */
  enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
    return asExceptions(this.secondFactor.enrolledMethods(subjects));
  }

  /** The same, and since when. @throws SecondFactorException `second_factor_unavailable` */
  adoption(subjects: readonly string[]): Promise<ReadonlyMap<string, Adoption>> {
    return asExceptions(this.secondFactor.adoption(subjects));
  }

  /**
   * The live bypass code of an account: who has issued it and why, for who is to approve it; never the code. `undefined` where
   * there is none.
   * @throws SecondFactorException `second_factor_unavailable`
   */
  bypassCodeOf(subject: string): Promise<BypassCodeStatus | undefined> {
    return asExceptions(this.secondFactor.bypassCodeOf(subject));
  }

  /**
   * Whether what a token has proved is enough for its user now: for a route that renews tokens, and for whatever else no
   * guard stands before. Costs no round trip.
   * @throws SecondFactorException `second_factor_required` or `second_factor_unavailable`
   */
  check(user: object, assurance: Assurance | undefined): Promise<void> {
    return asExceptions(this.web.check(user, assurance));
  }

  /**
   * Tells that somebody has changed who must take the second step: only the host knows (R75). Call it when the change is
   * made; the event says who, and from where.
   */
  notePolicyChange(change: PolicyChange, request: NodeStyleRequest): void {
    this.web.notePolicyChange(change, request);
  }

  /**
   * What a page says to one who has to register a phone by a deadline of the policy's, and where (R73); `undefined` for everybody
   * else.
   * @throws SecondFactorException `second_factor_unavailable`
   */
  enrolmentDue(request: NodeStyleRequest): Promise<EnrolmentDue | undefined> {
    return asExceptions(this.web.enrolmentDue(request));
  }

  /** For readiness: resolves when both stores can be used now. @throws SecondFactorException `second_factor_unavailable` */
  ping(): Promise<void> {
    return asExceptions(this.secondFactor.ping());
  }
}

async function asExceptions<Value>(
  answer: Promise<Value>,
  before: (error: SecondFactorError) => unknown = () => undefined,
): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof SecondFactorError)) throw error;
    before(error);
    throw new SecondFactorException(error);
  }
}
