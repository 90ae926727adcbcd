import { randomBytes } from 'node:crypto';
import type { NewSignIn } from '@countersign/core';
import { WIDEST } from './console.js';
import { eachInFlight } from './in-flight.js';
import { measure } from './measure.js';
import type { Work } from './model.js';
import type { Site } from './site.js';
import type { Opening } from './tapped-store.js';

/** What the slots that cannot be divided bear, microseconds of CPU each time. */
export interface HotCosts {
  /** One charge of the quota of the installation. */
  readonly chargeUs: number;
  /** Counting one code of a dial code. */
  readonly noteUs: number;
}

/** What a server takes to wake up for one command that does nothing, and the app for its answer. */
export async function measureWakeUp(site: Site, times: number): Promise<Work> {
  const measured = await measure(site.nodes, site.idle, times, async () => {
    for (let time = 0; time < times; time++) await site.client.ping();
  });
  return { appUs: measured.appUs / times, redisUs: (measured.nodes[0]?.cpuUs ?? Number.NaN) / times };
}

/** Which master has a key. */
async function masterOf({ nodes, ports }: Site, key: string): Promise<number> {
  const slot = Number(await nodes[0]?.call('CLUSTER', 'KEYSLOT', key));
  const ranges = (await nodes[0]?.call('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
  const range = ranges.find(([first, last]) => slot >= first && slot <= last);
  return ports.indexOf(range?.[2][1] ?? 0);
}

/** A tag of a subject that is on another master than the installation's quota. */
async function tagElsewhere(site: Site): Promise<string> {
  const hot = await masterOf(site, 'cs:{all}:sends:h');
  for (;;) {
    const tag = randomBytes(12).toString('base64url');
    if ((await masterOf(site, `cs:{${tag}}:failures`)) !== hot) return tag;
  }
}

/** The CPU of one master, each time that something is done. */
async function costOn(site: Site, key: string, times: number, work: () => Promise<unknown>): Promise<number> {
  const all = Array.from({ length: times });
  const measured = await measure(site.nodes, site.idle, times, () => eachInFlight(all, 1, work));
  return (measured.nodes[await masterOf(site, key)]?.cpuUs ?? Number.NaN) / times;
}

/** Measures them on a Cluster of several, where a charge can be told from what it is charged for. */
export async function measureHotSlots(site: Site, opening: Opening, times: number): Promise<HotCosts> {
  const [subjectTag, { key, signIn, limits, code }] = [await tagElsewhere(site), opening];
  const total = code.quotas.filter(({ kind }) => kind === 'total');
  const open = () => {
    const id = randomBytes(32).toString('hex');
    return site.store.open({ ...key, subjectTag, id }, signIn satisfies NewSignIn, limits, { ...code, quotas: total });
  };
  const limitsOfConversion = { windowSeconds: 3_600, leastSent: 20, leastShare: 0, runLength: 10, runReach: 10 };
  const note = () => {
    const block = { dialCode: '31', block: randomBytes(12).toString('base64url') };
    const windows = [{ name: `block:${block.block}`, seconds: 3_600, limit: WIDEST.total.day }];
    const pause = { kind: 'block', owner: 'dial:31', windows } as const;
    const conversion = { ...block, sent: 1, verified: 0, strangers: [], proved: [] };
    return site.store.noteConversion(conversion, { ...limitsOfConversion, pauseSeconds: 0 }, pause);
  };
  return {
    chargeUs: await costOn(site, 'cs:{all}:sends:h', times, open),
    noteUs: await costOn(site, 'cs:{dial:31}:tally', times, note),
  };
}
