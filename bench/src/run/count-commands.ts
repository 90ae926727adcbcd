import type { Carried } from '../command-count.js';
import { HttpConnection } from '../load/http-client.js';
import { httpStep } from '../load/http-steps.js';
import type { Connections } from '../system.js';
import type { Contestant } from './contestant.js';

/** What each thing that a browser does costs of Redis, by what the connection is for. */
export type CommandCounts = Readonly<Record<'begin' | 'wrong' | 'right' | 'guarded', CountedOperation>>;

type CountedOperation = Readonly<Record<keyof Connections, Carried>>;

const USER = 100;

/** Counts the commands of one complete second step over HTTP, and of one guarded request after it. */
export async function countCommands(contestant: Contestant): Promise<CommandCounts> {
  const { process } = contestant;
  const connection = new HttpConnection(contestant.port, 99);
  const step = httpStep(contestant.name, [connection]);
  const during = async <Value>(act: () => Promise<Value>) => {
    await process.order('count');
    const value = await act();
    return { value, counted: await process.order('counted') };
  };
  const begin = await during(() => step.begin(USER));
  const code = await process.codes.take(USER);
  const wrong = await during(() => step.verify(begin.value, code === '000000' ? '000001' : '000000'));
  const right = await during(() => step.verify(begin.value, code));
  const guarded = await during(() => connection.request(begin.value.visit, 'GET', '/api/products'));
  await connection.close();
  const { counted } = begin;
  return { begin: counted, wrong: wrong.counted, right: right.counted, guarded: guarded.counted };
}
