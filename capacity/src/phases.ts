import type { Redis } from 'ioredis';
import { type Act, Visit } from './acts.js';
import { eachInFlight } from './in-flight.js';
import { type Measured, measure } from './measure.js';
import type { Person } from './people.js';
import type { Site } from './site.js';

/** Every act in the order in which a person can do them. */
export const ACTS: readonly Act[] = ['enrolment', 'logIn', 'resend', 'wrongAnswer', 'rightAnswer', 'stepUp'];

/** Everybody does one act after the other, and each act is measured by itself. */
export async function measureActs(site: Site, people: readonly Person[]): Promise<Record<Act, Measured>> {
  const { console, nodes, idle } = site;
  const visits = people.map((person) => new Visit(console, person));
  const measured: Partial<Record<Act, Measured>> = {};
  for (const act of ACTS) {
    if (act === 'resend') await endWaits(nodes);
    const everybody = () => eachInFlight(visits, nodes.length, (visit) => visit[act]());
    measured[act] = await measure(nodes, idle, visits.length, everybody);
  }
  return measured as Record<Act, Measured>;
}

/** Lets the wait after a send be over, from outside. */
export async function endWaits(nodes: readonly Redis[]): Promise<void> {
  for (const node of nodes) {
    const keys = await node.keys('cs:*:cooldown:*');
    await Promise.all(keys.map((key) => node.unlink(key)));
  }
}
