import { CommandCount } from '../command-count.js';
import { type Load, runSteps } from '../load/run-steps.js';
import type { MemorySink } from '../memory-sink.js';
import type { System } from '../system.js';
import type { Order, Orders, Report } from './orders.js';

type Answers = { readonly [Name in keyof Orders]: (given: Orders[Name]['given']) => unknown };

/** Has a system's process do what the driver asks, one order after the other. */
export function answerOrders(system: System, sink: MemorySink): void {
  const answers = answersOf(system, sink);
  process.on('message', async ({ name, given }: Order) => {
    process.send?.(await carryOut(() => answers[name](given as never)));
  });
  // The driver is gone, however it went.
  process.on('disconnect', () => process.exit(0));
  process.send?.({ answer: 'ready' } satisfies Report);
}

async function carryOut(act: () => unknown): Promise<Report> {
  try {
    return { answer: await act() };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function answersOf(system: System, sink: MemorySink): Answers {
  let counts: Counts | undefined;
  const inProcess = <Value>(act: () => Promise<Value>) => {
    sink.tells = false;
    return act().finally(() => {
      sink.tells = true;
    });
  };
  return {
    listen: () => {
      sink.tells = true;
      return system.listen();
    },
    listenBare: () => system.listenBare?.() ?? null,
    run: (load) => inProcess(() => runInProcess(system, sink, load)),
    fill: (filling) => inProcess(() => fill(system, filling)),
    count: () => {
      counts = countAll(system);
    },
    counted: () => counts && { secondStep: counts.secondStep.end(), sessions: counts.sessions.end() },
    usage: usageOfProcess,
  };
}

type Counts = ReturnType<typeof countAll>;

function countAll({ redis }: System) {
  return { secondStep: new CommandCount(redis.secondStep), sessions: new CommandCount(redis.sessions) };
}

function runInProcess({ inProcess }: System, sink: MemorySink, load: Load) {
  return runSteps({ stepOf: () => inProcess, codeOf: (user) => sink.take(user) }, load);
}

async function fill({ inProcess }: System, { count, users }: Orders['fill']['given']): Promise<void> {
  for (let begun = 0; begun < count; begun += 1) await inProcess.begin(begun % users);
}

function usageOfProcess() {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, rss: process.memoryUsage.rss() };
}
