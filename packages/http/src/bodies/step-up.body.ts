import { Allow } from 'class-validator';

/** Body of `POST /2fa/step-up`: nothing, or the password. */
export class StepUpBody {
  /** The account's password, where the first factor is due as well (R34). Read by core, which knows what can be one. */
  @Allow()
  readonly password?: unknown;
}
