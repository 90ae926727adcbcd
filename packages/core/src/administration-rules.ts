import type { ByAdministrator } from './events.js';
import { resetFactors, unlock } from './flow/administration.js';
import type { Engine } from './flow/engine.js';
import { guarded } from './flow/guarded.js';
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
  unlock(subject: string, by: ByAdministrator): Promise<void> {
    return guarded(this.#engine, () => unlock(this.#engine, subject, by));
  }

  /** Removes a subject's factors, for another administrator as {@link AdministrationRules.unlock}; it must enrol again. */
  resetFactors(subject: string, by: ByAdministrator): Promise<void> {
    return guarded(this.#engine, () => resetFactors(this.#engine, subject, by));
  }
}
