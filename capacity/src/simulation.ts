import type { Act } from './acts.js';
import type { Check } from './check.js';
import { type ActCosts, measureCosts } from './costs.js';
import type { Traffic } from './counting-client.js';
import { fill } from './fill.js';
import { type HotCosts, measureHotSlots, measureWakeUp } from './hot-slots.js';
import { measurePending, type PendingBytes, settledBytes } from './key-bytes.js';
import { byItself, pendingBytes, type Work } from './model.js';
import { personOf } from './people.js';
import { ACTS } from './phases.js';
import { countTrips, EXPECTED } from './round-trips.js';
import type { Scale } from './scale.js';
import { openSite, type Site } from './site.js';
import { chiSquareLimit, chiSquareOf } from './spread.js';
import { tapLogIn } from './tapped-store.js';

/** Costs may be this much over those on one master: the work is the same, the company on the machine is not. Less is no miss. */
const COST_TOLERANCE = 0.35;
/** How far memory may be from the line. */
const MEMORY_TOLERANCE = 0.05;
/** How far calls of one master may be from their share. */
const CALLS_TOLERANCE = 0.1;

/** What one Cluster has shown. */
export interface Simulated {
  readonly site: string;
  readonly acts: ActCosts;
  /** Only on a Cluster of several can a hot slot be told from the others. */
  readonly hot: HotCosts | undefined;
  /** A wake-up for one command, by the smallest Cluster. */
  readonly wake: Work;
  /** What one pending sign-in takes, by the smallest Cluster. */
  readonly pending: PendingBytes;
  readonly checks: readonly Check[];
}

/** Runs everything on one Cluster, against what the smallest has shown. */
export async function simulate(size: Scale['sizes'][number], scale: Scale, first?: Simulated): Promise<Simulated> {
  await using site = await openSite(size.masters);
  const trips = tripCheck(site, await countTrips(site), 'cluster');
  const acts = await measureCosts(site, scale);
  const opening = await tapLogIn(site, personOf(30_000_000));
  const hot = size.masters > 1 ? await measureHotSlots(site, opening, scale.hotCalls) : undefined;
  const wake = first?.wake ?? (await measureWakeUp(site, scale.hotCalls));
  await empty(site);
  const pending = first?.pending ?? (await measurePending(site, opening, scale.few));
  await empty(site);
  const before = await settledBytes(site.nodes);
  await fill(site, opening, size.pending);
  const bytes = (await settledBytes(site.nodes)).bytes - before.bytes;
  const memory = {
    what: `${site.name}: bytes of ${size.pending.toLocaleString('en')} pending sign-ins with all that they leave`,
    ...{ predicted: pendingBytes(size.pending, pending.each, size.masters), measured: bytes },
    tolerance: MEMORY_TOLERANCE,
  };
  const spread = size.masters > 1 ? [await spreadCheck(site)] : [];
  const checks = [trips, ...costChecks(site, acts, first), ...callChecks(site, acts), memory, ...spread];
  return { site: site.name, acts, hot, wake, pending, checks };
}

/** Commands and round trips are the contract's, exactly. */
export function tripCheck(site: Site, counted: Readonly<Record<Act, Traffic>>, kind: 'one' | 'cluster'): Check {
  const differs = (act: Act) =>
    counted[act].commands !== EXPECTED[act][kind].commands || counted[act].trips !== EXPECTED[act][kind].trips;
  const measured = ACTS.filter(differs).length;
  return { what: `${site.name}: acts with other commands or round trips`, predicted: 0, measured, tolerance: 0 };
}

function costChecks(site: Site, { cost }: ActCosts, first: Simulated | undefined): Check[] {
  if (!first) return [];
  const both = (acts: Pick<ActCosts, 'cost'>, of: 'appUs' | 'redisUs' | 'calls') =>
    acts.cost.logIn[of] + acts.cost.rightAnswer[of];
  const one = { appUs: both(first.acts, 'appUs'), redisUs: both(first.acts, 'redisUs') };
  const predicted = byItself(one, both(first.acts, 'calls'), first.wake);
  const flat = (what: string, predicted: number, measured: number) => ({
    what: `${site.name}: CPU of ${what}, µs for a log-in and its answer`,
    ...{ predicted, measured, tolerance: COST_TOLERANCE, atMost: true },
  });
  return [
    flat('all masters', predicted.redisUs, both({ cost }, 'redisUs')),
    flat('the app', predicted.appUs, both({ cost }, 'appUs')),
  ];
}

/** The slots of all are on some master: that one has its share of the rest, and these. */
function callChecks(site: Site, { callsByMaster }: ActCosts): Check[] {
  if (callsByMaster.length === 1) return [];
  // Opened, number, address, answered; then dial code, installation, and two counts of codes.
  const [apart, together] = [4, 4];
  const least = apart / callsByMaster.length;
  const sum = callsByMaster.reduce((total, calls) => total + calls, 0);
  const hottest = { predicted: least + 3, measured: Math.max(...callsByMaster), tolerance: CALLS_TOLERANCE };
  return [
    {
      what: `${site.name}: calls for a log-in and its answer`,
      predicted: apart + together,
      measured: sum,
      tolerance: CALLS_TOLERANCE,
    },
    { what: `${site.name}: of them on the master with the dial code`, ...hottest },
    {
      what: `${site.name}: of them on the idlest master`,
      predicted: least,
      measured: Math.min(...callsByMaster),
      tolerance: 2 * CALLS_TOLERANCE,
    },
  ];
}

async function spreadCheck({ name, nodes }: Site): Promise<Check> {
  const signIns = await Promise.all(nodes.map(async (node) => (await node.keys('cs:*:sign-in:*')).length));
  const [measured, predicted] = [chiSquareOf(signIns), chiSquareLimit(nodes.length)];
  return { what: `${name}: chi-square of sign-ins over masters`, predicted, measured, tolerance: 0, atMost: true };
}

async function empty({ nodes }: Site): Promise<void> {
  await Promise.all(nodes.map((node) => node.flushall()));
}
