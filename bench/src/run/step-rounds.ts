import type { SystemName } from '../system.js';
import type { Contestant, Outcome, Place } from './contestant.js';
import type { Plan } from './plan.js';

/** A place, and how many clients are there at once. */
export interface Setting {
  readonly place: Place;
  readonly clients: number;
}

/** Everywhere where complete steps are measured. */
export const SETTINGS: readonly Setting[] = [
  { place: 'in-process', clients: 16 },
  { place: 'http', clients: 1 },
  { place: 'http', clients: 16 },
  { place: 'http', clients: 64 },
];

/** The outcomes of a system in a setting, a round each. */
export interface Series {
  readonly system: SystemName;
  readonly setting: Setting;
  readonly wrong: boolean;
  readonly outcomes: readonly Outcome[];
}

/** What the rounds are run with. */
export interface Rounds {
  readonly contestants: readonly Contestant[];
  readonly plan: Pick<Plan, 'rounds' | 'seconds'>;
  readonly settings: readonly Setting[];
  /** Whether a wrong code is typed before the right one. */
  readonly wrong: boolean;
  /** Empties Redis. */
  flush(): Promise<unknown>;
}

/**
 * Complete second steps. All systems take turns at one setting before the next comes: a machine that is slow for a while is so
 * for all of them. Who begins changes from round to round.
 */
export async function stepRounds({ contestants, plan, settings, wrong, flush }: Rounds): Promise<Series[]> {
  const all = settings.flatMap((setting) =>
    contestants.map((contestant) => ({ contestant, setting, outcomes: [] as Outcome[] })),
  );
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const setting of settings) {
      const turns = all.filter((series) => series.setting === setting);
      for (const { contestant, outcomes } of rotated(turns, round)) {
        await flush();
        outcomes.push(await contestant.do({ ...setting, seconds: plan.seconds, wrong }));
      }
    }
  }
  return all.map(({ contestant, setting, outcomes }) => ({ system: contestant.name, setting, wrong, outcomes }));
}

/** The same list, which begins at another place and goes the other way every second time. */
function rotated<Item>(items: readonly Item[], turn: number): Item[] {
  const from = turn % items.length;
  const turned = [...items.slice(from), ...items.slice(0, from)];
  return turn % 2 === 0 ? turned : turned.reverse();
}
