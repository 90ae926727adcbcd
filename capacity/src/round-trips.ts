import { type Act, Visit } from './acts.js';
import { createConsole } from './console.js';
import type { Traffic } from './counting-client.js';
import { peopleFrom } from './people.js';
import { ACTS, endWaits } from './phases.js';
import type { Site } from './site.js';

/** The contract: commands and round trips of each act, on one server and on a Cluster. Nothing that follows later is in it. */
export const EXPECTED: Readonly<Record<Act, { readonly one: Traffic; readonly cluster: Traffic }>> = {
  // Opens; reads and sends; answers. The shared quotas: number, block, address, dial code, installation.
  enrolment: { one: { commands: 4, trips: 4 }, cluster: { commands: 9, trips: 4 } },
  // Number, address, dial code and installation are charged beside it.
  logIn: { one: { commands: 1, trips: 1 }, cluster: { commands: 5, trips: 1 } },
  resend: { one: { commands: 2, trips: 2 }, cluster: { commands: 6, trips: 2 } },
  wrongAnswer: { one: { commands: 1, trips: 1 }, cluster: { commands: 1, trips: 1 } },
  rightAnswer: { one: { commands: 1, trips: 1 }, cluster: { commands: 1, trips: 1 } },
  stepUp: { one: { commands: 2, trips: 2 }, cluster: { commands: 6, trips: 2 } },
};

/** So few that nothing is gathered to be told later. */
const FEW = 2;
/** Nobody whom another measurement has met. */
const STRANGERS = 20_000_000;

/** Counts them, one act at a time, by a host that has just started. */
export async function countTrips(site: Site): Promise<Record<Act, Traffic>> {
  const visits = peopleFrom(STRANGERS, FEW).map((person) => new Visit(createConsole(site.store), person));
  const { traffic } = site.client;
  const counted: Partial<Record<Act, Traffic>> = {};
  for (const act of ACTS) {
    if (act === 'resend') await endWaits(site.nodes);
    const before = { ...traffic };
    for (const visit of visits) await visit[act]();
    const each = (after: number, then: number) => (after - then) / FEW;
    counted[act] = { commands: each(traffic.commands, before.commands), trips: each(traffic.trips, before.trips) };
  }
  return counted as Record<Act, Traffic>;
}
