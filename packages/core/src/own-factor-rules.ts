import { AdministrationRules } from './administration-rules.js';
import type { Assurance } from './assurance.js';
import type { Caller } from './caller.js';
import { beginChange, type ChangeOpening } from './flow/begin-change.js';
import type { Begun } from './flow/begun.js';
import { calledBy } from './flow/called-by.js';
import type { Engine } from './flow/engine.js';
import { guarded } from './flow/guarded.js';
import { type OwnDevice, ownDevices, revokeOwnDevice } from './flow/own-devices.js';
import { describeFactor, type OwnFactor, ownFactors, removeFactor } from './flow/own-factors.js';
import { type RenewedRecoveryCodes, renewRecoveryCodes } from './flow/renew-recovery-codes.js';
import { stepUpMethods } from './flow/step-up-methods.js';
import type { Method } from './purpose.js';

/** What `SecondFactor` lets a signed-in user do to the own factors, recovery codes and trusted devices. */
export class OwnFactorRules<User> extends AdministrationRules<User> {
  readonly #engine: Engine<User>;

  /** @param engine - that of `SecondFactor`. */
  constructor(engine: Engine<User>) {
    super(engine);
    this.#engine = engine;
  }

  /** The user's own factors, oldest first; never what they are made of. Shown to the user's own session alone. */
  ownFactors(user: User): Promise<readonly OwnFactor[]> {
    return this.#run({}, (engine) => ownFactors(engine, user));
  }

  /**
   * Opens the binding of one more factor, or of one in another's place, for a session that has proved its password and one just now (R34, R35).
   * What is opened is served by `enrolPhone` or `enrolTotp`, and ended by
   * `verify`, whose caller must hold what the session has proved.
   * @throws SecondFactorError `step_up_required`, `second_factor_required`, `bad_request`, `enrolment_not_allowed`
   */
  beginChange(user: User, assurance: Assurance | undefined, opening: ChangeOpening = {}): Promise<Begun> {
    return this.#run(opening, (engine) => beginChange(engine, user, assurance, opening));
  }

  /**
   * Removes one of the user's own factors, for a session that has proved its password and one just now (R37).
   * @returns what to put into that session; all others have ended (R38).
   * @throws SecondFactorError `step_up_required`, `second_factor_required`, `bad_request`
   */
  removeFactor(user: User, assurance: Assurance | undefined, id: string, caller: Caller = {}): Promise<Assurance> {
    return this.#run(caller, (engine) => removeFactor(engine, user, assurance, id));
  }

  /** What a step-up of the user's asks for, the first one first; empty where the user holds nothing that counts. */
  stepUpMethods(user: User): Promise<readonly Method[]> {
    return this.#run({}, (engine) => stepUpMethods(engine, user));
  }

  /** Gives one of the user's own factors a name, or none. @throws SecondFactorError `second_factor_required`, `bad_request` */
  nameFactor(user: User, assurance: Assurance | undefined, id: string, name: string | null): Promise<Assurance> {
    return this.#run({}, (engine) => describeFactor(engine, user, assurance, id, { name }));
  }

  /** Has one of the user's own factors asked for first, or not. @throws SecondFactorError as {@link OwnFactorRules.nameFactor} */
  preferFactor(user: User, assurance: Assurance | undefined, id: string, preferred = true): Promise<Assurance> {
    return this.#run({}, (engine) => describeFactor(engine, user, assurance, id, { preferred }));
  }

  /**
   * Makes a fresh set of recovery codes for the user of a session that has proved password and factor within 300 s (R34, R59). The set before is
   * dead, and all other sessions end: this one goes on with the assurance that comes back.
   * @throws SecondFactorError `step_up_required`, `second_factor_required`, `enrolment_not_allowed`
   */
  renewRecoveryCodes(user: User, assurance: Assurance | undefined, caller: Caller = {}): Promise<RenewedRecoveryCodes> {
    return this.#run(caller, (engine) => renewRecoveryCodes(engine, user, assurance));
  }

  /** The devices by which a user may log in without the second step, oldest first (R53). */
  devices(user: User, caller: Caller = {}): Promise<readonly OwnDevice[]> {
    return this.#run(caller, (engine) => ownDevices(engine, user));
  }

  /** Ends the trust in one of a user's devices, for that user. @returns whether it was one. */
  revokeDevice(user: User, id: string, caller: Caller = {}): Promise<boolean> {
    return this.#run(caller, (engine) => revokeOwnDevice(engine, user, id));
  }

  #run<Value>(caller: Caller, step: (engine: Engine<User>) => Promise<Value>): Promise<Value> {
    const engine = calledBy(this.#engine, caller);
    return guarded(engine, () => step(engine));
  }
}
