import type { TrailEnd } from './trail-link.js';

/** What is wrong with a place in the chain. */
export type TrailFault =
  /** What it holds is not what was written, or was never written by us. */
  | 'changed'
  /** Events are gone that stood before it. */
  | 'missing'
  /** It was written by us, but not in this place. */
  | 'misplaced'
  /** It was made under a secret that is not among those given: nothing can be said. */
  | 'unknown_secret'
  /** The chain ends before the checkpoint. */
  | 'cut_off';

/** What became of a walk along the trail. */
export type TrailVerdict =
  /** So many events are kept, and as they were written; keep `end` for the next time. */
  | { readonly ok: true; readonly events: number; readonly end: TrailEnd }
  /** So many events are as they were written; the one with this number is not, or is not there. */
  | { readonly ok: false; readonly events: number; readonly sequence: number; readonly fault: TrailFault };
