import type { Verdict } from './finding.js';
import type { DoctorSettings } from './settings.js';

/** One thing that is looked at. */
export interface Check {
  readonly name: string;
  /** Looks. Ends what it opens, and changes nothing anywhere. */
  run(settings: DoctorSettings): Verdict | Promise<Verdict>;
}

/** Checks that need the same settings. */
export interface CheckGroup {
  /** The name of the one line that stands for all of them when they are skipped. */
  readonly name: string;
  /** Why none of them can be made; `undefined` when they can. */
  missing(settings: DoctorSettings): string | undefined;
  readonly checks: readonly Check[];
}
