import { describe, expect, test } from '@jest/globals';
import { OBSERVED, type Observed, type Observer, STEPS } from './ports/observer.js';
import { SecondFactor } from './second-factor.js';
import { codeOf, createEnrolled, createHost, logIn, restart } from './spec/flow.js';
import { RecordingNotifier } from './testing/index.js';

/** Looks on, and notes what it is put before. */
class Looking implements Observer {
  readonly seen: string[] = [];
  readonly parts = new Map<Observed, object>();

  emit(): void {
    // Events are not what this is about.
  }

  observe<Kind extends object>(name: Observed, part: Kind): Kind {
    this.parts.set(name, part);
    const seen = this.seen;
    return new Proxy(Object.create(part) as Kind, {
      get(_, key) {
        const value: unknown = Reflect.get(part, key, part);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          seen.push(`${name} ${String(key)}`);
          return Reflect.apply(value, part, args) as unknown;
        };
      },
    });
  }
}

class Following extends Looking {
  async step<Value>(name: string, run: () => Promise<Value>): Promise<Value> {
    this.seen.push(`${name} begins`);
    try {
      return await run();
    } finally {
      this.seen.push(`${name} ends`);
    }
  }
}

describe('without an observer', () => {
  test('nothing stands before a step, a part or a function of the host', () => {
    const { secondFactor, options } = createHost({ notifier: new RecordingNotifier() });
    for (const name of STEPS) expect([name, Object.hasOwn(secondFactor, name)]).toEqual([name, false]);
    for (const name of ['subject', 'pending', 'factors', 'sender', 'notifier'] as const)
      expect(secondFactor.options[name]).toBe(options[name]);
  });
});

describe('an observer', () => {
  test('that does not follow steps has none put before them', () => {
    const { secondFactor } = createHost({ observer: new Looking() });
    expect(STEPS.filter((name) => Object.hasOwn(secondFactor, name))).toEqual([]);
  });

  test('is put before each thing that takes time, once, and only where there is one', () => {
    const bare = new Looking();
    createHost({ observer: bare });
    const optional = ['numberCheck', 'notifier'];
    expect([...bare.parts.keys()].sort()).toEqual(OBSERVED.filter((name) => !optional.includes(name)).sort());
    const full = new Looking();
    createHost({ observer: full, notifier: new RecordingNotifier(), numberCheck: { check: async () => 'allow' } });
    expect([...full.parts.keys()].sort()).toEqual([...OBSERVED].sort());
  });

  test('follows a step, and sees what it waits for; what the step gives and throws is the same', async () => {
    const observer = new Following();
    const host = restart(await createEnrolled(), { observer });
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.verify(token, '314159'))).toBe('code_wrong');
    observer.seen.length = 0;
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
    expect(observer.seen).toEqual([
      ...['verify begins', 'store verify', 'host load', 'factors posture', 'factors factors'],
      ...['factors recordSuccess', 'verify ends'],
    ]);
  });

  test('sees nothing of a guarded request', async () => {
    const observer = new Following();
    const host = restart(await createEnrolled(), { observer });
    const { token } = await logIn(host, host.alice);
    const { assurance } = await host.secondFactor.verify(token, host.sender.last.code);
    await host.secondFactor.standing(host.alice, assurance);
    observer.seen.length = 0;
    expect(await host.secondFactor.standing(host.alice, assurance)).toEqual({ status: 'satisfied' });
    expect(observer.seen).toEqual([]);
  });

  test('takes from no host a function, gives it none, and calls each on what it is a method of', async () => {
    const users = new Map([['alice', { id: 'alice', password: 'alice-password-1' }]]);
    class Accounts {
      readonly #users = users;
      id(user: { id: string }) {
        return this.#users.get(user.id)?.id ?? '';
      }
      load(id: string) {
        return Promise.resolve(this.#users.get(id) ?? null);
      }
    }
    const host = createHost({ observer: new Looking(), subject: Object.freeze(new Accounts()) });
    const { subject } = host.secondFactor.options;
    expect([subject.id({ id: 'alice', password: '' }), await subject.load('alice')]).toEqual([
      'alice',
      users.get('alice'),
    ]);
    expect([subject.checkPassword, subject.label, subject.credentialVersion]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('every step that can be followed is a method, and the guard’s is none of them', () => {
  for (const name of STEPS) expect(typeof SecondFactor.prototype[name]).toBe('function');
  expect(STEPS).not.toContain('standing');
});
