import type { SystemName } from '../system.js';
import { ratioName } from './ratios.js';
import type { Budget, Results } from './results.js';

/** Least ratios of our complete steps a second to another's. */
const RATIOS: readonly (readonly [SystemName, string, number])[] = [
  ['better-auth', 'HTTP, 16 clients', 5],
  ['better-auth', 'HTTP, 64 clients', 5],
  ['tutorial', 'HTTP, 16 clients', 1.3],
  ['tutorial', 'HTTP, 64 clients', 1.3],
  ['floor', 'HTTP, 16 clients', 0.65],
  ['floor', 'HTTP, 64 clients', 0.65],
  ['better-auth', 'in process', 8],
];

const GUARD = 0.03;
const BYTES = 600;

/** What we promise, and whether this run has seen it held. */
export function checkBudgets(results: Omit<Results, 'budgets'>): Budget[] {
  return [...ofRedis(results), ofGuard(results), ...ofBytes(results), ...ofRatios(results)];
}

function ofRedis({ commands }: Pick<Results, 'commands'>): Budget[] {
  const { begin, wrong, right, guarded } = commands.countersign ?? {};
  const trips = [
    ['send: round trips of the second step', begin, 2],
    ['verify a wrong code: round trips', wrong, 1],
    ['verify the right code: round trips', right, 1],
    ['guard: round trips', guarded, 0],
  ] as const;
  return trips.map(([name, operation, most]) => {
    const made = operation?.secondStep.roundTrips ?? Number.NaN;
    return { name, limit: `at most ${most}`, measured: String(made), held: made <= most };
  });
}

function ofGuard({ guard }: Pick<Results, 'guard'>): Budget {
  const { median } = guard.overhead;
  const measured = `${(median * 100).toFixed(1)} %`;
  return { name: 'guard: fewer requests a second', limit: 'less than 3 %', measured, held: median < GUARD };
}

function ofBytes({ bytes }: Pick<Results, 'bytes'>): Budget[] {
  const { codes = [] } = bytes.find(({ system }) => system === 'countersign') ?? {};
  return codes.map(({ pending, bytes: each }) => ({
    name: `bytes of Redis per code, ${pending.toLocaleString('en')} pending`,
    limit: `less than ${BYTES}`,
    measured: each.toFixed(0),
    held: each < BYTES,
  }));
}

function ofRatios({ ratios }: Pick<Results, 'ratios'>): Budget[] {
  return RATIOS.map(([other, setting, least]) => {
    const name = ratioName(other, setting);
    const median = ratios[name]?.median ?? Number.NaN;
    return { name, limit: `at least ${least}`, measured: median.toFixed(2), held: median >= least };
  });
}
