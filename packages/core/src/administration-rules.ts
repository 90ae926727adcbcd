import type { ActingAdministrator } from './flow/acting-administrator.js';
import { resetFactors, unlock } from './flow/administration.js';
import { approveBypassCode, type BypassCodeStatus, bypassCodeOf } from './flow/approve-bypass-code.js';
import type { Engine } from './flow/engine.js';
import { guarded } from './flow/guarded.js';
import { type IssuedBypassCode, issueBypassCode } from './flow/issue-bypass-code.js';
import { PartRules } from './part-rules.js';
import type { Adoption } from './ports/factor-store.js';
import type { Method } from './purpose.js';

/** What `SecondFactor` lets administrators see of others' second steps, and do to them. */
export class AdministrationRules<User> extends PartRules<User> {
  readonly #engine: Engine<User>;

  /** @param engine - that of `SecondFactor`. */
  constructor(engine: Engine<User>) {
    super(engine);
    this.#engine = engine;
  }

  /** Which of these accounts have enrolled, and what. Those with nothing are absent. */
  enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
    return guarded(this.#engine, () => this.#engine.options.factors.enrolledMethods(subjects));
  }

  /** The same, and since when: for a report. */
  adoption(subjects: readonly string[]): Promise<ReadonlyMap<string, Adoption>> {
    return guarded(this.#engine, () => this.#engine.options.factors.adoption(subjects));
  }

  /**
   * Ends a subject's locks, for another administrator: call it when that one may, and has just proved a second factor.
   * @param by - who, which may not be the subject, and why.
   */
  unlock(subject: string, by: ActingAdministrator): Promise<void> {
    return guarded(this.#engine, () => unlock(this.#engine, subject, by));
  }

  /** Removes a subject's factors, for another administrator as {@link AdministrationRules.unlock}; it must enrol again. */
  resetFactors(subject: string, by: ActingAdministrator): Promise<void> {
    return guarded(this.#engine, () => resetFactors(this.#engine, subject, by));
  }

  /**
   * Issues a code by which a subject that has lost its factor gets to bind another, for another administrator as
   * {@link AdministrationRules.unlock}. It lives 15 minutes, works once and after the password alone, and signs nobody in; any
   * that the subject had is dead.
   * @returns the code, to be shown once.
   * @throws SecondFactorError `enrolment_not_allowed` where there are none; `bad_request` for a subject with no factor to stand
   *   in for; `second_factor_locked` for one that could not use it.
   */
  issueBypassCode(subject: string, by: ActingAdministrator): Promise<IssuedBypassCode> {
    return guarded(this.#engine, () => issueBypassCode(this.#engine, subject, by));
  }

  /**
   * Approves a subject's bypass code, where the options ask for that: for a second administrator, who must be neither its issuer
   * nor the subject. @param id - of the very code.
   * @throws SecondFactorError `enrolment_not_allowed`, `bad_request`
   */
  approveBypassCode(subject: string, id: string, by: ActingAdministrator): Promise<void> {
    return guarded(this.#engine, () => approveBypassCode(this.#engine, subject, id, by));
  }

  /** The subject's live bypass code: who has issued it and why, never the code. `undefined` where there is none. */
  bypassCodeOf(subject: string): Promise<BypassCodeStatus | undefined> {
    return guarded(this.#engine, () => bypassCodeOf(this.#engine, subject));
  }
}
