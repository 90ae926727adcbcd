import { METHODS } from '../channels.js';
import type { Factor, FactorKind } from '../ports/factor.js';
import type { Method } from '../purpose.js';
import { sealContext } from '../reseal.js';
import type { Engine } from './engine.js';

/** The subject's factors that can be proved: none that is disabled (R14), and no bypass code. Oldest first. */
export async function usableFactors<User>({ options }: Engine<User>, subject: string): Promise<readonly Factor[]> {
  return usableOf(await options.factors.factors(subject));
}

/** The same of factors that were read already. */
export function usableOf(factors: readonly Factor[]): readonly Factor[] {
  return enabled(factors).filter(({ kind }) => kind !== 'bypass');
}

/** Those of them that are not disabled (R14). */
export function enabled(factors: readonly Factor[]): readonly Factor[] {
  return factors.filter(({ disabledAt }) => disabledAt === null);
}

/** A factor of the subject's own, disabled or not; `undefined` for another's, and for one that is not there: alike. */
export async function ownFactor<User>({ options }: Engine<User>, subject: string, id: string) {
  return (await options.factors.factors(subject)).find((factor) => factor.id === id);
}

/** The kind of factor that a method proves. */
export function kindOf(method: Method): FactorKind {
  return method === 'totp' || method === 'passkey' || method === 'recovery' ? method : 'phone';
}

/**
 * What the subject can answer by, the one first that it prefers; without that, the one first that is hardest to get at.
 * @param usable - the methods that can be used here at all.
 */
export function methodsOfFactors(factors: readonly Factor[], usable: readonly Method[]): readonly Method[] {
  const kinds = new Set(factors.map(({ kind }) => kind));
  const preferred = factors.find(({ preferred }) => preferred)?.kind;
  // A bypass code is typed where recovery codes are.
  if (kinds.has('bypass')) kinds.add('recovery');
  const own = METHODS.filter((method) => usable.includes(method) && kinds.has(kindOf(method)));
  const first = own.filter((method) => kindOf(method) === preferred);
  return [...first, ...own.filter((method) => !first.includes(method))];
}

/** The phone that codes go to, when its owner names none. */
export function firstPhone(factors: readonly Factor[]): Factor | undefined {
  const phones = factors.filter(({ kind }) => kind === 'phone');
  return phones.find(({ preferred }) => preferred) ?? phones[0];
}

/** Seals what a factor is made of: it opens for its owner and kind only (R62, R77). */
export function sealFactor(
  { keys }: Pick<Engine<unknown>, 'keys'>,
  kind: FactorKind,
  subject: string,
  text: string,
): string {
  return keys.seal(text, sealContext({ kind, subject }));
}

/** Opens what a factor is made of. @throws UnknownSecret when no current secret opens it. */
export function openFactor<User>({ keys }: Engine<User>, factor: Factor): string {
  const text = keys.openSealed(factor.sealed, sealContext(factor));
  if (text === undefined) throw new UnknownSecret('What a factor is made of cannot be opened');
  return text;
}

/** The secret that something was sealed under is not among the current ones: for the event's reason. */
export class UnknownSecret extends Error {
  override readonly name = 'UnknownSecret';
}
