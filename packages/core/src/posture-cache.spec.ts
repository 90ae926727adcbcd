import { describe, expect, test } from '@jest/globals';
import type { Posture } from './ports/factor-store.js';
import { PostureCache } from './posture-cache.js';
import { ManualClock } from './testing/index.js';

function setUp() {
  const clock = new ManualClock();
  const asked: string[] = [];
  const store = { answer: async (): Promise<Posture> => ({ epoch: asked.length, methods: [] }) };
  const posture = (subject: string) => {
    asked.push(subject);
    return store.answer();
  };
  return { clock, asked, store, cache: new PostureCache({ posture }, clock) };
}

describe('a PostureCache', () => {
  test('R38: knows a posture for 5 s, and no longer', async () => {
    const { cache, clock, asked } = setUp();
    await cache.get('alice');
    clock.advance(4_999);
    expect((await cache.get('alice')).epoch).toBe(1);
    clock.advance(1);
    expect((await cache.get('alice')).epoch).toBe(2);
    expect(asked).toEqual(['alice', 'alice']);
  });

  test('R38: asks again for a session that has seen a later epoch, and only then', async () => {
    const { cache, asked } = setUp();
    await cache.get('alice');
    expect((await cache.get('alice', 1)).epoch).toBe(1);
    expect((await cache.get('alice', 2)).epoch).toBe(2);
    expect((await cache.get('alice', 2)).epoch).toBe(2);
    expect(asked).toEqual(['alice', 'alice']);
  });

  test('lets requests that come together share one query, and subjects none', async () => {
    const { cache, asked } = setUp();
    await Promise.all([...Array.from({ length: 20 }, () => cache.get('alice')), cache.get('bob')]);
    expect(asked).toEqual(['alice', 'bob']);
  });

  test('R38: forgets at once what it is told to forget, and nobody else', async () => {
    const { cache, asked } = setUp();
    await Promise.all([cache.get('alice'), cache.get('bob')]);
    cache.forget('alice');
    await Promise.all([cache.get('alice'), cache.get('bob')]);
    expect(asked).toEqual(['alice', 'bob', 'alice']);
  });

  test('R38: an answer that was on its way when its subject was forgotten is not kept', async () => {
    const { cache, store } = setUp();
    let arrive: (posture: Posture) => void = () => undefined;
    store.answer = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    const late = cache.get('alice');
    cache.forget('alice');
    store.answer = async () => ({ epoch: 9, methods: ['sms'] });
    await cache.get('alice');
    arrive({ epoch: 1, methods: [] });
    expect((await late).epoch).toBe(1);
    expect((await cache.get('alice')).epoch).toBe(9);
  });

  test('R83: does not keep a failure', async () => {
    const { cache, store } = setUp();
    store.answer = () => Promise.reject(new Error('down'));
    await expect(cache.get('alice')).rejects.toThrow('down');
    store.answer = async () => ({ epoch: 3, methods: [] });
    expect((await cache.get('alice')).epoch).toBe(3);
  });

  test('holds 10,000 subjects: the one asked about longest ago goes', async () => {
    const { cache, asked } = setUp();
    for (let n = 0; n <= 10_000; n++) await cache.get(`subject-${n}`);
    await cache.get('subject-1');
    expect(asked).toHaveLength(10_001);
    await cache.get('subject-0');
    expect(asked).toHaveLength(10_002);
  });

  test('R38: asks again when a session has seen a later epoch than is known here', async () => {
    const { cache, asked } = setUp();
    expect((await cache.get('alice')).epoch).toBe(1);
    expect((await cache.get('alice', 1)).epoch).toBe(1);
    expect((await cache.get('alice', 2)).epoch).toBe(2);
    expect(asked).toEqual(['alice', 'alice']);
  });
});
