import type { SecondStep } from '../system.js';

/** How much is done. */
export interface Load {
  /** So many at once, each one step after the other. */
  readonly clients: number;
  readonly seconds: number;
  /** So many accounts there are. */
  readonly users: number;
  /** The first of them to sign in. */
  readonly from: number;
  /** Whether each types a wrong code before the right one. */
  readonly wrong: boolean;
}

/** How long it took, in milliseconds, each. */
export interface StepTimes {
  /** From the start until the last client had ended. */
  readonly took: number;
  readonly begin: number[];
  readonly wrong: number[];
  readonly right: number[];
  /** The whole of a step. */
  readonly step: number[];
}

/** Who does the steps, and reads the codes. */
export interface Runner {
  /** The step of one client. */
  stepOf(client: number): SecondStep;
  codeOf(user: number): string | Promise<string>;
}

/** Runs complete second steps until the time is up. @throws Error for a right code that was refused, or a wrong one that was not. */
export async function runSteps(runner: Runner, load: Load): Promise<StepTimes> {
  const times = { begin: [], wrong: [], right: [], step: [] };
  const start = performance.now();
  const end = start + load.seconds * 1_000;
  const clients = Array.from({ length: load.clients }, (_, client) => runClient(runner, load, { client, end, times }));
  await Promise.all(clients);
  return { ...times, took: performance.now() - start };
}

interface Client {
  readonly client: number;
  readonly end: number;
  readonly times: Omit<StepTimes, 'took'>;
}

async function runClient(runner: Runner, load: Load, { client, end, times }: Client): Promise<void> {
  const { clients, users, from, wrong } = load;
  const step = runner.stepOf(client);
  // Each client has accounts of its own, so that no two sign in to one at once.
  const turns = Math.floor(users / clients);
  for (let turn = Math.floor(from / clients); performance.now() < end; turn += 1) {
    const user = client + clients * (turn % turns);
    const begun = performance.now();
    const pending = await step.begin(user);
    const sent = performance.now();
    const code = await runner.codeOf(user);
    const typed = performance.now();
    if (wrong) await mustBe(false, step.verify(pending, otherThan(code)));
    const tried = performance.now();
    await mustBe(true, step.verify(pending, code));
    const done = performance.now();
    times.begin.push(sent - begun);
    if (wrong) times.wrong.push(tried - typed);
    times.right.push(done - tried);
    times.step.push(done - begun);
  }
}

async function mustBe(expected: boolean, answer: Promise<boolean>): Promise<void> {
  if ((await answer) !== expected) throw new Error(`a code was ${expected ? 'refused' : 'taken'} that should not be`);
}

/** A code of the same length that is wrong. */
function otherThan(code: string): string {
  return String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');
}
