import {
  type Assurance,
  type KeptDevice,
  type RecoveryCode,
  type Reopened,
  SecondFactorError,
  type Verified,
} from '@countersign/core';
import { ERROR_STATUS, type NodeStyleRequest, type SecondFactorWeb } from '@countersign/http';
import { Strategy } from 'passport-strategy';

/** What the strategy tells beside the user: Passport's `info`. */
export interface SecondFactorInfo {
  /** What the new session has proved; belongs into it as `session.countersign`. */
  readonly assurance: Assurance;
  /** The page first asked for, or `null`. */
  readonly returnTo: string | null;
  /** What the browser should keep, so that it is known again, or `null`. */
  readonly mark: string | null;
  /** A fresh set, where a recovery code led here: to be shown once. */
  readonly recoveryCodes?: readonly RecoveryCode[] | undefined;
  /** What the browser should keep, so that it is trusted, or `null`. */
  readonly device: KeptDevice | null;
}

/**
 * The Passport strategy `second-factor`: reads the pending sign-in's token and the code from a request, and succeeds with
 * the host's user. The second step ends here, as the first one ended in the host's own strategy.
 *
 * Ends in exactly one of `success(user, info: SecondFactorInfo)`, `fail(why: SecondFactorError | Reopened, status)` and `error`.
 * A right recovery code is no success (R60): it fails with what {@link SecondFactorWeb.reopened} answers.
 */
export class SecondFactorStrategy<User = unknown> extends Strategy {
  /** The name under which Passport knows it. */
  readonly name = 'second-factor';

  constructor(private readonly web: SecondFactorWeb<User>) {
    super();
  }

  /**
   * Called by Passport, for each request on a new object whose prototype is this strategy: private members (`#`) do not
   * exist there, and nothing of a request may be kept here.
   */
  override authenticate(request: NodeStyleRequest): void {
    this.web
      .verify(this.web.view(request))
      .then(
        (outcome) => (outcome.status === 'complete' ? succeed(this, outcome) : reopen(this, outcome)),
        (thrown: unknown) => refuse(this, thrown),
      )
      .catch((thrown: unknown) => this.error(thrown as Error));
  }
}

function succeed<User>(strategy: Strategy, verified: Verified<User>): void {
  const { user, assurance, returnTo, mark, device, recoveryCodes } = verified;
  const info: SecondFactorInfo = { assurance, returnTo, mark, device, ...(recoveryCodes && { recoveryCodes }) };
  strategy.success(user as object, info);
}

function reopen(strategy: Strategy, outcome: Reopened): void {
  strategy.fail(outcome as unknown as string, 401);
}

function refuse(strategy: Strategy, thrown: unknown): void {
  if (thrown instanceof SecondFactorError && ERROR_STATUS[thrown.code] < 500) {
    // Passport's types know a text only; what it gets here goes to the callback as it is.
    strategy.fail(thrown as unknown as string, ERROR_STATUS[thrown.code]);
  } else strategy.error(thrown as Error);
}
