import type { Random } from '../random.js';
import type { Stage } from '../stage.js';

/** Something that goes wrong, and is mended. */
export interface Fault {
  readonly name: string;
  /** Lets it go wrong. @returns mends it. */
  begin(stage: Stage, random: Random): Promise<() => Promise<unknown>>;
  /** Whether Redis may have forgotten something afterwards: counts of sends begin again (R84). */
  readonly forgets?: boolean;
  /** How long it lasts, in milliseconds. @defaultValue 2500 */
  readonly lastsMs?: number;
}
