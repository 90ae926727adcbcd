import type { Country } from '@countersign/core';
import { ok, problem, type Verdict } from '../finding.js';
import { leastObstacle, OBSTACLES, type Obstacle } from './reach.js';
import type { Sender } from './sender.js';

/** Says which of the allowed countries these senders reach, and why not the others. */
export function judgeReach(senders: readonly Sender[], countries: readonly Country[]): Verdict {
  const unreached = new Map<Obstacle, Country[]>();
  for (const country of countries) {
    const obstacle = leastObstacle(senders, country);
    if (obstacle) unreached.set(obstacle, [...(unreached.get(obstacle) ?? []), country]);
  }
  if (unreached.size === 0) return ok(`${described(senders)} for ${countries.join(', ')}.`);
  const entries = [...unreached];
  const reasons = entries.map(([obstacle, lost]) => `Not ${lost.join(', ')}: ${OBSTACLES[obstacle].says}.`);
  const todos = new Set(entries.map(([obstacle]) => OBSTACLES[obstacle].todo));
  return problem(`${described(senders)}. ${reasons.join(' ')}`, [...todos].join(' '));
}

/** One sender by what may be shown of it, several by how many there are of each kind. */
function described(senders: readonly Sender[]): string {
  const [first] = senders;
  if (first && senders.length === 1) return `From a ${first.kind}, ${first.shown}`.replace('a alpha', 'an alpha');
  const kinds = [...new Set(senders.map(({ kind }) => kind))];
  const counted = kinds.map((kind) => [senders.filter((sender) => sender.kind === kind).length, kind] as const);
  return `From ${counted.map(([count, kind]) => `${count} ${kind}${count > 1 ? 's' : ''}`).join(', ')}`;
}
