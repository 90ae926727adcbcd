import { Visit } from './acts.js';
import { held } from './check.js';
import { circumstances } from './circumstances.js';
import type { Console } from './console.js';
import { measureCosts } from './costs.js';
import { writeInto } from './page.js';
import { type Person, peopleFrom, personOf } from './people.js';
import { reportOf } from './report.js';
import { countTrips } from './round-trips.js';
import { weighRows } from './row-bytes.js';
import { FULL, QUICK, type Scale } from './scale.js';
import { type Simulated, simulate, tripCheck } from './simulation.js';
import { openSite } from './site.js';

/** Nothing else keeps the process when it waits for a server to start. */
const awake = setInterval(() => undefined, 60_000);

const quick = process.argv.includes('--quick');

/** The events of a log-in that goes right. */
async function eventsOfLogIn(console: Console, person: Person): Promise<number> {
  const visit = new Visit(console, person);
  const before = console.events.length;
  await visit.logIn();
  await visit.rightAnswer();
  return console.events.length - before;
}

/** One server: the costs beside those of a Cluster, and what the database keeps of the same people. */
async function measureOne(scale: Scale) {
  await using site = await openSite();
  const checks = [tripCheck(site, await countTrips(site), 'one')];
  const { cost } = await measureCosts(site, scale);
  const { events, factors } = site.console;
  const people = peopleFrom(scale.people, scale.rows);
  const rows = await weighRows(factors, people, events.slice(0, 5 * scale.rows));
  return { checks, cost, rows, eventsOfLogIn: await eventsOfLogIn(site.console, people[0] ?? personOf(0)) };
}

async function run(scale: Scale): Promise<boolean> {
  const one = await measureOne(scale);
  console.log(`one server: measured after ${Math.round(process.uptime())} s`);
  const all: Simulated[] = [];
  for (const size of scale.sizes) {
    const found = await simulate(size, scale, all[0]);
    all.push(found);
    console.log(`${found.site}: measured after ${Math.round(process.uptime())} s`);
  }
  const [first, middle] = all;
  if (!first || !middle?.hot) throw new Error('One Cluster of one master and one of several are needed');
  const base = {
    ...{ cost: first.acts.cost, hot: middle.hot, wake: first.wake, pending: first.pending },
    rows: one.rows,
    eventsOfLogIn: one.eventsOfLogIn,
  };
  const checks = [...one.checks, ...all.flatMap((each) => each.checks)];
  const report = reportOf(base, one.cost, checks, circumstances(quick));
  console.log(`\n${report}\n`);
  if (!quick) writeInto(new URL('../../docs/capacity.md', import.meta.url), report);
  const missed = checks.filter((check) => !held(check));
  console.log(`${checks.length - missed.length} held, ${missed.length} missed`);
  return missed.length === 0;
}

process.exitCode = (await run(quick ? QUICK : FULL)) ? 0 : 1;
clearInterval(awake);
