import type { SystemName } from '../system.js';
import type { StepResult } from './results.js';
import { ratiosOf, type Spread } from './statistics.js';

/** The names of the settings, as they stand in ratios and tables. */
export const settingName = ({ place, clients }: Pick<StepResult, 'place' | 'clients'>): string =>
  place === 'http' ? `HTTP, ${clients} client${clients === 1 ? '' : 's'}` : 'in process';

/** The name of a ratio: ours over another's. */
export const ratioName = (other: SystemName, setting: string): string => `countersign / ${other}, ${setting}`;

/** Countersign's complete steps a second over everybody else's, round by round: both ran within seconds of each other. */
export function stepRatios(steps: readonly StepResult[]): Record<string, Spread> {
  const ours = steps.filter(({ system }) => system === 'countersign');
  const pairs = ours.flatMap((own) =>
    steps
      .filter((other) => other.system !== 'countersign' && settingName(other) === settingName(own))
      .map((other) => [ratioName(other.system, settingName(own)), ratiosOf(own.rounds, other.rounds)] as const),
  );
  return Object.fromEntries(pairs);
}
