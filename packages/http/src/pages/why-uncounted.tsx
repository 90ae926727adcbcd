import type { SecondFactorState } from '@countersign/core';
import { TEXTS } from './texts.js';

/** Says beforehand what follows an answer that does not count; nothing where it does. */
export function WhyUncounted({ state }: { readonly state: Pick<SecondFactorState, 'uncounted'> }) {
  return state.uncounted ? <p>{TEXTS.uncounted.why}</p> : null;
}
