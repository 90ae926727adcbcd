import { setTimeout as wait } from 'node:timers/promises';
import { type Known, makePeople } from '../harness/known.js';
import type { Fault } from './faults/fault.js';
import { OTHER_FAULTS } from './faults/others.js';
import { REDIS_FAULTS } from './faults/redis.js';
import { TWILIO_FAULTS } from './faults/twilio.js';
import { signIn } from './flows/sms.js';
import { inspectEvents, inspectRedis, inspectSends, passDay } from './invariants.js';
import { Load } from './load.js';
import { Random } from './random.js';
import { type Stage, untilAllReady } from './stage.js';
import { Visit } from './visit.js';
import { Witness } from './witness.js';

/** Every kind of fault there is. */
export const FAULTS: readonly Fault[] = [...REDIS_FAULTS, ...TWILIO_FAULTS, ...OTHER_FAULTS];

/** How a soak goes. */
export interface SoakOptions {
  /** Makes the same choices again: the order of faults, who does what. */
  readonly seed: number;
  readonly minutes: number;
  /** @defaultValue all */
  readonly faults?: readonly Fault[];
  /** People at once. @defaultValue 4 */
  readonly workers?: number;
  /** How many people come and go. @defaultValue 60 */
  readonly crowd?: number;
  /** Most that a request may take, in milliseconds: more where neighbours use the processors too. @defaultValue 2000 */
  readonly limitMs?: number;
  /** Told how it goes. */
  say?(line: string): void;
}

/** What came of it. */
export interface SoakReport {
  readonly survived: readonly string[];
  readonly signedIn: number;
  readonly signInsPerSecond: number;
  readonly texts: number;
  readonly textsWithoutEvent: number;
  readonly slowestMs: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** Who comes only when a fault is over. */
const NEWCOMERS = 20;

/** Rounds of load with one fault in the middle of each, until the time is over; every kind comes before one comes again. */
export async function soak(stage: Stage, options: SoakOptions): Promise<SoakReport> {
  const { seed, minutes, faults = FAULTS, workers = 4, crowd = 60, limitMs = 2_000, say = () => undefined } = options;
  const random = new Random(seed);
  const witness = new Witness(limitMs);
  const people = await makePeople(stage.postgres, crowd + NEWCOMERS);
  await registerHalf(stage, witness, people.slice(NEWCOMERS));
  const survived: string[] = [];
  const start = performance.now();
  let deck: Fault[] = [];
  let killed = 0;
  while (performance.now() - start < minutes * 60_000) {
    if (deck.length === 0) deck = random.shuffle(faults);
    const fault = deck.pop() as Fault;
    const before = witness.violations.length;
    await round({ stage, witness, random, people, workers }, fault);
    if (fault.name.includes('killed')) killed += workers;
    if (witness.violations.length === before) survived.push(fault.name);
    say(`${fault.name}: ${witness.violations.slice(before).join('; ') || 'held'}`);
  }
  const seconds = (performance.now() - start) / 1_000;
  const textsWithoutEvent = inspectEvents(stage, witness, people, killed);
  const { signedIn, slowestMs, answers, violations } = witness;
  const counts = { signedIn, signInsPerSecond: signedIn / seconds, texts: stage.twilio.messages.length };
  return { survived, ...counts, textsWithoutEvent, slowestMs, answers, violations };
}

/** Who has a phone is asked for a code alone: a code that counted twice would sign in twice, and not only bind what is bound. */
async function registerHalf(stage: Stage, witness: Witness, people: readonly Known[]): Promise<void> {
  for (const person of people.filter((_, n) => n % 2 === 0)) await signIn(new Visit(stage, witness, person));
  await passDay(stage);
}

interface Round {
  readonly stage: Stage;
  readonly witness: Witness;
  readonly random: Random;
  readonly people: readonly Known[];
  readonly workers: number;
}

/** Load; a fault under it; load after it; then nobody moves, and all is looked at. */
async function round({ stage, witness, random, people, workers }: Round, fault: Fault): Promise<void> {
  const since = stage.twilio.messages.length;
  const load = new Load(stage, witness, random, people.slice(NEWCOMERS), workers);
  await wait(700);
  const mend = await fault.begin(stage, random);
  await wait(fault.lastsMs ?? 2_500);
  await mend();
  await wait(500);
  await load.finish();
  await untilAllReady(stage);
  inspectSends(stage, witness, people, since, fault.forgets ? 2 : 1);
  await inspectRedis(stage, witness);
  await passDay(stage);
  await recover(stage, witness, random.pick(people.slice(0, NEWCOMERS)));
}

/** Whatever it was, somebody new signs in at last; a sender that has failed too often is left alone for half a minute. */
async function recover(stage: Stage, witness: Witness, person: Known): Promise<void> {
  const deadline = performance.now() + 40_000;
  for (;;) {
    const before = witness.signedIn;
    await signIn(new Visit(stage, witness, person));
    await passDay(stage);
    if (witness.signedIn > before) return;
    if (performance.now() > deadline) return witness.violated('nobody can sign in afterwards');
    stage.twilio.respond({ kind: 'accept' });
    await wait(500);
  }
}
