import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MemoryPendingStore } from './development/memory-pending-store.js';
import { StoreUnavailable } from './ports/pending-store.js';
import { createEnrolled, createHost, logIn, restart } from './spec/flow.js';

const UP = { store: 'up', factors: 'up', sender: 'up' };

describe('health', () => {
  test('is up while every part can be used', async () => {
    expect(await createHost().secondFactor.health()).toEqual(UP);
  });

  test.each([
    ['pending', 'store'],
    ['factors', 'factors'],
  ] as const)(
    'R83, R85: of %s is down when it throws or rejects; others stay up and nobody is told',
    async (option, part) => {
      const host = createHost();
      const failing = () => {
        throw new Error('sentinel');
      };
      for (const ping of [failing, () => Promise.reject(new StoreUnavailable('timeout'))]) {
        Object.assign(host[option], { ping });
        expect(await host.secondFactor.health()).toEqual({ ...UP, [part]: 'down' });
      }
      expect(host.sink.events).toEqual([]);
    },
  );

  test('R85: of stores that do not answer is down within a second', async () => {
    const host = createHost();
    const ping = () => new Promise<void>(() => undefined);
    for (const part of [host.pending, host.factors]) Object.assign(part, { ping });
    expect(await host.secondFactor.health()).toEqual({ store: 'down', factors: 'down', sender: 'up' });
  });

  test('R85: of the sender is down while it is left alone, and asking sends nothing', async () => {
    const host = restart(await createEnrolled(), { sendQuotas: { subject: { hour: 10 } } });
    host.sender.answer = () => ({ status: 'refused', reason: 'unavailable', retryable: true, switchChannel: true });
    for (const _ of Array(5)) await logIn(host, host.alice);
    expect(await host.secondFactor.health()).toEqual({ ...UP, sender: 'down' });
    host.clock.advance(30_000);
    expect(await host.secondFactor.healthOf('sender')).toBe('up');
    expect(host.sender.sent).toHaveLength(5);
  });
});

describe('health in production', () => {
  const before = process.env.NODE_ENV;
  beforeEach(() => {
    process.env.NODE_ENV = 'test';
  });
  afterEach(() => {
    process.env.NODE_ENV = before;
  });

  test('R87: of a store that may forget failures is down', async () => {
    const pending = Object.assign(new MemoryPendingStore(), { checkSettings: async () => 'evicts' as const });
    const { secondFactor } = createHost({ pending });
    await secondFactor.checkStore();
    expect((await secondFactor.health()).store).toBe('up');
    process.env.NODE_ENV = 'production';
    expect((await secondFactor.health()).store).toBe('down');
  });
});

describe('an observer', () => {
  test('R87: of the wrong shape stops the start', () => {
    expect(() => createHost({ observer: { emit: () => undefined } as never })).toThrow(/option "observer"/);
  });

  test('stands before the parts that do I/O, and is told of every event beside the sinks', async () => {
    const [asked, told]: [string[], string[]] = [[], []];
    const host = createHost({
      observer: {
        emit: ({ type }) => void told.push(type),
        observe: (name, part) =>
          new Proxy(part, {
            get: (on, key) => {
              const value = Reflect.get(on, key, on);
              if (typeof value !== 'function') return value;
              return (...args: unknown[]) => {
                asked.push(`${name} ${String(key)}`);
                return value.apply(on, args);
              };
            },
          }),
      },
    });
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: '06 12345642' });
    await host.secondFactor.verify(token, host.sender.last.code);
    expect(told).toEqual(host.sink.types);
    expect(asked).toEqual(
      expect.arrayContaining(['store open', 'store issue', 'sender send', 'store verify', 'factors enrol']),
    );
  });
});
