import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports/clock.js';
import {
  type Advance,
  type EnrolOutcome,
  type EnrolTerms,
  type Factor,
  isSecondStep,
  MAX_FACTORS,
  METHOD_OF_KIND,
  type NewFactor,
  type RemoveOutcome,
  type Reseal,
} from '../ports/factor.js';
import { MAX_CONSECUTIVE_FAILURES } from '../ports/factor-store.js';
import type { Method } from '../purpose.js';

/** The factors of a {@link MemoryFactorStore}, oldest first. */
export class MemoryFactors {
  readonly #factors = new Map<string, Factor>();
  /** The ids of each subject's, so that many subjects make none of them slow. */
  readonly #owned = new Map<string, Set<string>>();

  constructor(private readonly clock: Clock) {}

  of(subject: string): readonly Factor[] {
    return [...(this.#owned.get(subject) ?? [])].map((id) => this.#factors.get(id) as Factor);
  }

  methods(subject: string): readonly Method[] {
    const usable = this.of(subject).filter(({ disabledAt }) => disabledAt === null);
    return [...new Set(usable.flatMap(({ kind }) => (kind === 'bypass' ? [] : METHOD_OF_KIND[kind])))];
  }

  /** Whether one of them is a second step, and can be used. */
  hasSecondStep(subject: string): boolean {
    return this.of(subject).some(({ kind, disabledAt }) => isSecondStep(kind) && disabledAt === null);
  }

  sharers(lookups: readonly string[]): number {
    const found = [...this.#factors.values()].filter(({ lookup }) => lookup !== null && lookups.includes(lookup));
    return new Set(found.map(({ subject }) => subject)).size;
  }

  /** Why a factor may not be bound; `undefined` when it may. */
  refusal(
    subject: string,
    { kind, lookup }: NewFactor,
    { first, epoch, replaces = [], sharing }: EnrolTerms,
    current: number,
  ): Exclude<EnrolOutcome['status'], 'enrolled'> | undefined {
    const own = this.of(subject);
    const stays = replaces === 'all' ? [] : own.filter(({ id }) => !replaces.includes(id));
    if (first && own.length > 0) return 'already_enrolled';
    if (epoch !== undefined && epoch !== current) return 'changed';
    if (replaces !== 'all' && own.length - stays.length !== new Set(replaces).size) return 'changed';
    const held = stays.filter((factor) => isSecondStep(factor.kind)).length;
    if (stays.some((factor) => lookup !== null && factor.kind === kind && factor.lookup === lookup)) {
      return 'already_enrolled';
    }
    if (sharing && this.sharers(sharing.lookups) >= sharing.most) return 'number_taken';
    return isSecondStep(kind) && held >= MAX_FACTORS ? 'too_many' : undefined;
  }

  /** Binds a factor that {@link MemoryFactors.refusal} has nothing against. */
  add(subject: string, factor: NewFactor, { replaces = [], beside = [] }: EnrolTerms): Factor {
    for (const { id } of this.of(subject)) if (replaces === 'all' || replaces.includes(id)) this.#drop(subject, id);
    const made = this.#make(subject, factor);
    for (const each of beside) this.#make(subject, each);
    return made;
  }

  #make(subject: string, factor: NewFactor): Factor {
    const counts = { consecutiveFailures: 0, disabledAt: null, preferred: false };
    const made = { id: randomUUID(), subject, ...factor, confirmedAt: new Date(this.clock.now()), ...counts };
    this.#factors.set(made.id, made);
    this.#owned.set(subject, (this.#owned.get(subject) ?? new Set()).add(made.id));
    return made;
  }

  /** Counts a wrong answer in a row. @returns those that it disables. */
  failed(subject: string, ids: readonly string[]): readonly string[] {
    const counted = this.of(subject).filter(({ id }) => ids.includes(id));
    return counted.filter((factor) => this.#countInARow(factor)).map(({ id }) => id);
  }

  succeeded(id: string, advance?: Advance): boolean {
    const factor = this.#factors.get(id);
    if (!factor || factor.disabledAt || (advance && factor.counter !== advance.from)) return false;
    const { sealed = factor.sealed, lookup = factor.lookup } = advance ?? {};
    const moved = advance && { counter: advance.to, sealed, lookup };
    this.#factors.set(id, { ...factor, ...moved, consecutiveFailures: 0 });
    return true;
  }

  /** By their ids, so that it does not matter when one goes. */
  page(after: string | null, limit: number): readonly Factor[] {
    const ids = [...this.#factors.keys()].filter((id) => after === null || id > after).sort();
    return ids.slice(0, limit).map((id) => this.#factors.get(id) as Factor);
  }

  reseal({ id, from, sealed, lookup }: Reseal): boolean {
    const factor = this.#factors.get(id);
    if (factor?.sealed !== from) return false;
    this.#factors.set(id, { ...factor, sealed, lookup });
    return true;
  }

  remove(subject: string, id: string, keepLast: boolean): Factor | Exclude<RemoveOutcome['status'], 'removed'> {
    const own = this.of(subject);
    const factor = own.find((each) => each.id === id);
    if (!factor) return 'unknown';
    const others = own.filter((each) => each.id !== id && isSecondStep(each.kind));
    const leavesNone = isSecondStep(factor.kind) && !others.some(({ disabledAt }) => disabledAt === null);
    if (keepLast && leavesNone) return 'last';
    if (isSecondStep(factor.kind) && others.length === 0) this.removeAll(subject);
    this.#drop(subject, id);
    return factor;
  }

  removeAll(subject: string): void {
    for (const { id } of this.of(subject)) this.#drop(subject, id);
  }

  describe(subject: string, id: string, { name, preferred }: { name?: string | null; preferred?: boolean }): boolean {
    const factor = this.of(subject).find((each) => each.id === id);
    if (!factor) return false;
    if (preferred) for (const each of this.of(subject)) this.#factors.set(each.id, { ...each, preferred: false });
    const changed = { ...(name !== undefined && { name }), ...(preferred !== undefined && { preferred }) };
    this.#factors.set(id, { ...factor, ...changed });
    return true;
  }

  #drop(subject: string, id: string): void {
    this.#factors.delete(id);
    this.#owned.get(subject)?.delete(id);
  }

  /** Whether this answer disables the factor. */
  #countInARow(factor: Factor): boolean {
    const consecutiveFailures = factor.consecutiveFailures + 1;
    const disables = consecutiveFailures >= MAX_CONSECUTIVE_FAILURES && !factor.disabledAt;
    const disabledAt = disables ? new Date(this.clock.now()) : factor.disabledAt;
    this.#factors.set(factor.id, { ...factor, consecutiveFailures, disabledAt });
    return disables;
  }
}
