import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { stampEvent } from '../event-stamp.js';
import type { SecondFactorEvent } from '../events.js';
import { OptionError } from '../option-error.js';
import { createEnrolled, logIn, restart } from '../spec/flow.js';
import { someEvents } from '../testing/event-sink/harness.js';
import { eventSinkContract } from '../testing/index.js';
import { JsonLinesSink, type LineWriter } from './json-lines-sink.js';

const CAPACITY = 100;

/** A place for lines that can break down, and a sink that writes there: over a stream, or over a function. */
function harness(kind: 'stream' | 'function') {
  const reports: string[] = [];
  let text = '';
  let broken: 'fails' | 'hangs' | undefined;
  let answer: () => void = () => undefined;
  const write: LineWriter = async (lines) => {
    if (broken === 'fails') throw new Error('sentinel-of-a-disk');
    if (broken === 'hangs')
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
    text += lines;
  };
  const stream = {
    write: (lines: string, done: (error?: Error | null) => void) =>
      Promise.resolve(write(lines)).then(() => done(), done),
  };
  const options = { capacity: kind === 'stream' ? 1_000 : CAPACITY, report: (line: string) => reports.push(line) };
  return {
    ...{ sink: new JsonLinesSink(kind === 'stream' ? stream : write, options), capacity: options.capacity, reports },
    breakDown: (how: 'fails' | 'hangs') => {
      broken = how;
    },
    mend: () => {
      broken = undefined;
      answer();
    },
    text: () => text,
    kept: async () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as SecondFactorEvent),
  };
}

describe.each(['stream', 'function'] as const)('JsonLinesSink keeps the contract of sinks over a %s', (kind) => {
  for (const { name, run } of eventSinkContract()) test(name, () => run(harness(kind)));
});

describe('a line', () => {
  test('R75: has its fields in an order that never changes', async () => {
    const { sink, text } = harness('function');
    const [event] = someEvents(1) as [SecondFactorEvent];
    sink.emit(Object.fromEntries(Object.entries(event).reverse()) as unknown as SecondFactorEvent);
    await sink.flush();
    expect(Object.keys(JSON.parse(text()))).toEqual([
      ...['version', 'id', 'type', 'at', 'result', 'severity', 'subject', 'purpose', 'method', 'signIn', 'address'],
      'reference',
    ]);
  });

  test('R76: is one line, whatever it holds, and hides nothing', async () => {
    const { sink, text, kept } = harness('function');
    const subject =
      'a\n{"type":"countersign.sign-in.completed"}\r\u0000\u001b[2J\u0085\u2028\u2029\u202e\u{e0041}"\\é💡';
    sink.emit(stampEvent({ type: 'countersign.locked', subject, privileged: true }, 0));
    await sink.flush();
    expect(text().match(/\n/g)).toHaveLength(1);
    expect(text().trimEnd()).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
    expect(text()).toContain('é💡');
    expect(await kept()).toMatchObject([{ subject }]);
  });
});

describe('a stream', () => {
  test('is given the next lines when it has done with those before: its buffer does not grow', async () => {
    const most: number[] = [];
    const stream = new Writable({
      ...{ highWaterMark: 1, decodeStrings: false },
      write: (_chunk, _encoding, done) => {
        most.push(stream.writableLength);
        setImmediate(done);
      },
    });
    const sink = new JsonLinesSink(stream);
    const longest = 100 * 400;
    for (const event of someEvents(2_000)) sink.emit(event);
    expect(await sink.flush()).toBe(true);
    expect(most).toHaveLength(20);
    expect(Math.max(...most)).toBeLessThan(longest);
  });

  test('R75: that breaks for good ends no process, and what it does not take is refused in the end', async () => {
    const reports: string[] = [];
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const sink = new JsonLinesSink(stream, { capacity: 100, report: (line) => reports.push(line) });
    for (const event of someEvents(101)) sink.emit(event);
    expect(await sink.close(150)).toBe(false);
    expect(sink.refused).toBe(1);
    expect(reports).toEqual([
      'JsonLinesSink: no room for more events, they are refused',
      'JsonLinesSink: events cannot be written, they wait',
      'JsonLinesSink: 100 events could not be written',
    ]);
  });
});

describe('the operator', () => {
  test('R75: hears once that events wait, once that they are refused, and when that is over', async () => {
    const { sink, capacity, reports, breakDown, mend } = harness('function');
    breakDown('fails');
    for (const event of someEvents(capacity + 9)) sink.emit(event);
    for (const _ of [1, 2, 3]) await sink.flush(20);
    mend();
    await sink.flush();
    expect(reports).toEqual([
      'JsonLinesSink: no room for more events, they are refused',
      'JsonLinesSink: events cannot be written, they wait',
      'JsonLinesSink: events are written again',
      'JsonLinesSink: 9 events were refused',
    ]);
    expect(reports.join()).not.toContain('sentinel');
  });

  test('who throws at hearing it stops nothing', async () => {
    const sink = new JsonLinesSink(() => Promise.reject(new Error('down')), {
      ...{ capacity: 100 },
      report: () => {
        throw new Error('no');
      },
    });
    for (const event of someEvents(101)) sink.emit(event);
    expect(await sink.flush(50)).toBe(false);
    expect(sink.refused).toBe(1);
  });

  test.each([99, 100_001, 1.5, Number.NaN, '200'])('R87: a capacity of %p stops the start', (capacity) => {
    const make = () => new JsonLinesSink(() => undefined, { capacity: capacity as number });
    expect(make).toThrow(OptionError);
    expect(make).toThrow('capacity');
  });
});

describe('beside a real sign-in', () => {
  test('R75: sinks that hang, fail, throw or are full change no answer and no time', async () => {
    const { sink: hanging, breakDown } = harness('function');
    breakDown('hangs');
    const failing = new JsonLinesSink(() => Promise.reject(new Error('down')), {
      capacity: 100,
      report: () => undefined,
    });
    const throwing = {
      emit: () => {
        throw new Error('no');
      },
    };
    const never = { emit: () => new Promise<never>(() => undefined) as unknown as undefined };
    const host = await createEnrolled();
    const events = [hanging, failing, throwing, never, host.sink];
    const beside = restart(host, { events, sendQuotas: { subject: { hour: 10, day: 30 } } });
    const walk = async (through: typeof host) => {
      const started = performance.now();
      const { token } = await logIn(through, through.alice);
      const { assurance } = await through.secondFactor.verify(token, through.sender.last.code);
      expect(assurance.amr).toContain('mfa');
      return performance.now() - started;
    };
    for (const event of someEvents(150)) failing.emit(event);
    const [before, after] = [await walk(host), await walk(beside)];
    expect(after - before).toBeLessThan(250);
    expect(host.sink.types.filter((type) => type === 'countersign.sign-in.completed')).toHaveLength(2);
  });
});
