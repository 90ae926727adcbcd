import type { Redis } from 'ioredis';
import { aboutRun } from '../report/about.js';
import { checkBudgets } from '../report/budgets.js';
import { stepRatios } from '../report/ratios.js';
import type { Results } from '../report/results.js';
import { summarizeGuard, summarizeOperations, summarizeSteps } from '../report/summarize.js';
import type { Contestant } from './contestant.js';
import { countCommands } from './count-commands.js';
import { guardRounds } from './guard-rounds.js';
import type { Plan } from './plan.js';
import { type Rounds, SETTINGS, stepRounds } from './step-rounds.js';
import { weighPending } from './weigh-pending.js';

/** What is measured, and with what. */
export interface Bench {
  readonly contestants: readonly Contestant[];
  readonly redis: Redis;
  readonly plan: Plan;
  /** Is told what comes next. */
  say(what: string): void;
}

/** Measures everything. */
export async function runAll(bench: Bench): Promise<Results> {
  const { contestants, redis, plan, say } = bench;
  const about = await aboutRun(redis, plan);
  say('warming up');
  await warmUp(bench);
  say('complete second steps');
  const steps = (await stepRounds(roundsOf(bench, {}))).map(summarizeSteps);
  say('right and wrong codes');
  const oneClient = [{ place: 'http', clients: 1 }] as const;
  const operations = (await stepRounds(roundsOf(bench, { settings: oneClient, wrong: true }))).map(summarizeOperations);
  const memory = await each(contestants, async ({ process }) => (await process.order('usage')).rss);
  say('the guard');
  await redis.flushall();
  const guard = summarizeGuard(await guardRounds(named(contestants, 'countersign'), plan));
  say('commands and bytes of Redis');
  const commands = await each(contestants, countCommands);
  const bytes = [];
  for (const contestant of contestants) bytes.push(await weighPending(contestant, redis, plan.pending));
  const ratios = stepRatios(steps);
  const found = { about, steps, operations, guard, commands, bytes, memory, ratios };
  return { ...found, budgets: checkBudgets(found) };
}

function roundsOf({ contestants, redis, plan }: Bench, given: Partial<Rounds>): Rounds {
  return { contestants, plan, settings: SETTINGS, wrong: false, flush: () => redis.flushall(), ...given };
}

/** Everybody's code is compiled before anything counts; until it is, all of it is slow in ways that have nothing to do with it. */
async function warmUp({ contestants, redis, plan }: Bench): Promise<void> {
  for (const contestant of contestants) {
    for (const place of ['in-process', 'http'] as const) {
      const end = performance.now() + plan.warmUpSeconds * 1_000;
      let steps = 0;
      for (let turn = 0; steps < plan.warmUpSteps && performance.now() < end; turn += 1) {
        await redis.flushall();
        const outcome = await contestant.do({ place, clients: 16, seconds: 0.5, wrong: turn % 4 === 3 });
        steps += outcome.step.length;
      }
    }
  }
}

async function each<Value>(
  contestants: readonly Contestant[],
  ask: (contestant: Contestant) => Promise<Value>,
): Promise<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const contestant of contestants) values[contestant.name] = await ask(contestant);
  return values;
}

function named(contestants: readonly Contestant[], name: string): Contestant {
  const found = contestants.find((contestant) => contestant.name === name);
  if (!found) throw new Error(`${name} does not run`);
  return found;
}
