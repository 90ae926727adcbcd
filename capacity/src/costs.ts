import type { Act } from './acts.js';
import { type Cost, costOf, medianOf } from './measure.js';
import { peopleFrom } from './people.js';
import { ACTS, measureActs } from './phases.js';
import type { Scale } from './scale.js';
import type { Site } from './site.js';

/** What the acts have cost on one site. */
export interface ActCosts {
  readonly cost: Readonly<Record<Act, Cost>>;
  /** Calls on each master for each log-in with its right answer. */
  readonly callsByMaster: readonly number[];
}

/** Measures every act in rounds, each by people whom no round before has met. */
export async function measureCosts(site: Site, { people, rounds }: Scale): Promise<ActCosts> {
  await measureActs(site, peopleFrom(0, people));
  const all: Awaited<ReturnType<typeof measureActs>>[] = [];
  for (let round = 1; round <= rounds; round++) all.push(await measureActs(site, peopleFrom(round * people, people)));
  const cost = Object.fromEntries(ACTS.map((act) => [act, medianOf(all.map((each) => costOf(each[act])))]));
  const callsOn = (place: number) =>
    all.reduce((sum, { logIn, rightAnswer }) => sum + callsOf(logIn, place) + callsOf(rightAnswer, place), 0);
  return {
    cost: cost as Record<Act, Cost>,
    callsByMaster: site.nodes.map((_, place) => callsOn(place) / (rounds * people)),
  };
}

const callsOf = ({ nodes }: { nodes: readonly { calls: number }[] }, place: number) => nodes[place]?.calls ?? 0;
