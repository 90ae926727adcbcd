import type { KeyRing } from './key-ring.js';
import { readPasskey } from './passkeys/passkey.js';
import { PhoneNumber } from './phone-number.js';
import type { Factor, Reseal } from './ports/factor.js';
import type { FactorStore } from './ports/factor-store.js';

/** Under which secrets the factors of an installation are. */
export interface SealReport {
  /**
   * How many hang on each secret, newest first, as they were found: on the oldest of those that they are sealed and looked up
   * under. The last number is of those that hang on a secret which is not among these.
   */
  readonly found: readonly number[];
  /** Of the latter, those that cannot be opened. */
  readonly unreadable: number;
  /** How many were sealed anew. */
  readonly resealed: number;
}

/** Factors that are read at once. */
const PAGE = 500;

/** How a factor is bound into its seal: it opens for its owner and kind only (R62, R77). */
export function sealContext({ kind, subject }: Pick<Factor, 'kind' | 'subject'>): readonly string[] {
  return ['factor', kind, subject];
}

/**
 * Goes through all factors, and seals those anew under the newest secret that are not (R62). May run while the host does, and
 * again.
 * @param store - where they are kept.
 * @param keys - all secrets of the host, newest first.
 * @param write - whether anything is changed, or only counted.
 * @throws StoreUnavailable: what was done until then is done.
 */
export async function resealFactors(
  store: Pick<FactorStore, 'page' | 'reseal'>,
  keys: KeyRing,
  { write }: { readonly write: boolean },
): Promise<SealReport> {
  const found = Array.from({ length: keys.size + 1 }, () => 0);
  let [unreadable, resealed] = [0, 0];
  for (let page = await store.page(null, PAGE); page.length > 0; page = await store.page(lastOf(page), PAGE)) {
    const judged = page.map((factor) => judge(keys, factor));
    for (const { place } of judged) found[place] = (found[place] ?? 0) + 1;
    unreadable += judged.filter(({ anew }) => anew === undefined).length;
    const changes = judged.flatMap(({ place, anew }) => (place > 0 && anew ? [anew()] : []));
    if (write && changes.length > 0) resealed += (await store.reseal(changes)).length;
  }
  return { found, unreadable, resealed };
}

/** How a factor is sealed anew under the newest secret; `undefined` for one that cannot be opened. */
export function resealOf(keys: KeyRing, factor: Factor): Reseal | undefined {
  return judge(keys, factor).anew?.();
}

interface Judged {
  readonly place: number;
  readonly anew?: () => Reseal;
}

function judge(keys: KeyRing, factor: Factor): Judged {
  const { id, sealed: from, lookup } = factor;
  const text = keys.openSealed(from, sealContext(factor));
  const lookups = text === undefined ? undefined : lookupsOf(keys, factor, text);
  if (text === undefined || !lookups) return { place: keys.size };
  const lookedUp = lookup === null ? 0 : lookups.indexOf(lookup);
  const place = lookedUp < 0 ? keys.size : Math.max(keys.placeOf(from), lookedUp);
  const anew = () => ({ id, from, sealed: keys.seal(text, sealContext(factor)), lookup: lookups[0] ?? null });
  return { place, anew };
}

/** `undefined` for a kind of which it is not known here what it is looked up by: a newer version has made it. */
function lookupsOf(keys: KeyRing, { kind, lookup }: Factor, text: string): readonly string[] | undefined {
  if (kind === 'phone') return keys.phoneIndexes(new PhoneNumber(text));
  if (kind === 'passkey') return keys.passkey('credential', [readPasskey(text).id]);
  return lookup === null ? [] : undefined;
}

function lastOf(page: readonly Factor[]): string {
  return page.at(-1)?.id ?? '';
}
