import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { inOneWrite } from './one-write.js';

/** A connection that tells what was written to it at once. */
function connection() {
  const writes: string[][] = [];
  const note = (chunks: readonly { readonly chunk: unknown }[]) =>
    writes.push(chunks.map(({ chunk }) => String(chunk)));
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _, done) {
      note([{ chunk }]);
      done();
    },
    writev(chunks, done) {
      note(chunks);
      done();
    },
  });
  const client = { stream };
  const command = (name: string) => {
    inOneWrite(client);
    stream.write(name);
  };
  return { writes, command };
}

describe('commands of one turn of the event loop', () => {
  test('leave together, in their order, when the turn is over', async () => {
    const { writes, command } = connection();
    command('a');
    // As after an answer for which another request has waited.
    await Promise.resolve();
    process.nextTick(() => command('b'));
    expect(writes).toEqual([]);
    await turn();
    expect(writes).toEqual([['a', 'b']]);
    command('c');
    await turn();
    expect(writes).toEqual([['a', 'b'], ['c']]);
  });

  test('leave by eight, so that Redis is at work on the first while the last are made', async () => {
    const { writes, command } = connection();
    const names = Array.from({ length: 20 }, (_, index) => String(index));
    names.forEach(command);
    expect(writes).toEqual([names.slice(0, 8), names.slice(8, 16)]);
    await turn();
    expect(writes).toEqual([names.slice(0, 8), names.slice(8, 16), names.slice(16)]);
  });

  test('a client without one connection of its own, as of a Cluster, is left alone', () => {
    expect(() => inOneWrite({})).not.toThrow();
    expect(() => inOneWrite({ stream: {} })).not.toThrow();
  });
});
