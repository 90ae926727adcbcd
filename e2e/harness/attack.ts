import { Visitor, type VisitorOptions } from '@countersign/support';
import type { System } from './system.js';

/** A day, after which nothing of the second step is left in Redis. */
export const DAY = 86_400;

/** Somebody new, at each process in turn. */
export function visitorAt(system: System, turn: number, options: VisitorOptions = {}): Visitor {
  return new Visitor(urlAt(system, turn), options);
}

/** A thief with a copy of somebody's cookies, at each process in turn. */
export function twinAt(system: System, turn: number, visitor: Visitor, options: VisitorOptions = {}): Visitor {
  return new Visitor(urlAt(system, turn), options, visitor.jar);
}

function urlAt({ consoles, console }: System, turn: number): string {
  return (consoles[turn % consoles.length] ?? console).url;
}

/** Runs so many at once. */
export function inParallel<Value>(times: number, run: (turn: number) => Promise<Value>): Promise<Value[]> {
  return Promise.all(Array.from({ length: times }, (_, turn) => run(turn)));
}

/** How a request ended, in a word or two: `401 code_wrong`, `202 code_required`, `204`. */
export async function outcomeOf(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer;
  const { errorCode, status } = asObject(await response.text());
  return [response.status, errorCode ?? status].filter(Boolean).join(' ');
}

function asObject(text: string): { errorCode?: string; status?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** How often each outcome came. */
export function tally(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** So many different codes, none of them the right one. */
export function wrongCodes(right: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => String((Number(right) + 1 + i) % 1_000_000).padStart(6, '0'));
}

/** Types wrong codes, one after the other, and sits out the wait that each one has cost. */
export async function guess(system: System, visitor: Visitor, right: string, times: number): Promise<string[]> {
  const outcomes: string[] = [];
  for (const code of wrongCodes(right, times)) {
    outcomes.push(await outcomeOf(visitor.post('/2fa/verify', { code })));
    await outwait(system);
  }
  return outcomes;
}

/** All waits after wrong answers run out. */
export async function outwait(system: System): Promise<void> {
  await system.keys.del('none', ...(await keysOfKind(system, 'wait')));
}

/** The second step's keys of one kind: `sign-in`, `code`, `cooldown`, `failures`, `wait`. */
export function keysOfKind(system: System, kind: string): Promise<string[]> {
  return system.keys.keys(`cs:{*}:${kind}*`);
}

/** How many codes were sent, by the counters of subjects, numbers, addresses, dial codes and the whole installation. */
export async function countedSends(system: System): Promise<Record<string, number>> {
  const counters = (await system.keys.keys('cs:*:sends:*')).sort();
  return Object.fromEntries(
    await Promise.all(counters.map(async (key) => [key, Number(await system.keys.get(key))] as const)),
  );
}

/** What else the second step keeps, beside what it counts of sends and of numbers. */
export async function keysButSends(system: System): Promise<string[]> {
  return (await system.keys.keys('cs:*')).filter((key) => !/:(sends|tally|numbers)/.test(key));
}

/** How many wrong answers of all subjects are counted in the window. */
export async function countedFailures(system: System): Promise<number> {
  const counts = await Promise.all((await keysOfKind(system, 'failures')).map((key) => system.keys.get(key)));
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

/** The console's sessions. */
export async function sessionsOf(system: System): Promise<string[]> {
  return (await system.keys.keys('mi:session:*')).sort();
}

/** Where a visitor stands by `GET /2fa`. */
export async function codeStateOf(visitor: Visitor): Promise<Record<string, unknown>> {
  const { code } = (await (await visitor.get('/2fa')).json()) as { code: Record<string, unknown> | null };
  return code ?? {};
}
