import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { PolicyDecision, Requirement } from '../ports/policy.js';
import { createHost, type Host } from '../spec/flow.js';

/** A host that never enrolled anybody, so that `optional` asks nothing: only `required` opens the second step. */
const withPolicy = (policy: () => unknown): Host => createHost({ policy: policy as () => PolicyDecision });

const begun = async ({ secondFactor, alice }: Host) => (await secondFactor.begin(alice)).status;

const UNREADABLE = ['countersign.policy.unreadable', 'countersign.sign-in.opened'];

describe('a policy that decides', () => {
  test.each<[Requirement, string]>([
    ['off', 'complete'],
    ['optional', 'complete'],
    ['required', 'pending'],
  ])('is followed: %s', async (requirement, status) => {
    const answers = [
      requirement,
      { requirement },
      { requirement, methods: ['sms'] },
      Promise.resolve(requirement),
      Promise.resolve({ requirement }),
    ];
    for (const answer of answers) expect(await begun(withPolicy(() => answer))).toBe(status);
    expect(await begun(createHost({ policy: requirement }))).toBe(status);
  });

  test('may answer with a query, which is a promise in all but name', async () => {
    // biome-ignore lint/suspicious/noThenProperty: what query builders are
    const query = { then: (found: (answer: Requirement) => void) => found('off') };
    expect(await begun(withPolicy(() => query))).toBe('complete');
  });

  test('R70: is asked with the user as given, every time', async () => {
    const asked: unknown[] = [];
    const host = createHost({ policy: (user) => (asked.push(user.id) === 1 ? 'off' : 'required') });
    expect(await begun(host)).toBe('complete');
    expect(await begun(host)).toBe('pending');
    expect(asked).toEqual(['alice', 'alice']);
  });
});

describe('a policy that gives no decision means required', () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
    },
  );
  const NONSENSE: readonly unknown[] = [
    ...[undefined, null, '', 'Off', 'none', true, false, 0, Number.NaN, [], {}, Symbol('off'), () => 'off', hostile],
    ...[{ requirement: 'none' }, { requirement: null }, { requirement: ['off'] }, { methods: ['sms'] }],
    ...[
      { requirement: 'off', methods: 'sms' },
      { requirement: 'off', methods: 1 },
      { requirement: 'off', methods: null },
    ],
  ];

  test.each(NONSENSE.map((answer) => [() => answer]))('R70: nonsense %#', async (answer) => {
    for (const policy of [answer, async () => answer()]) {
      const host = withPolicy(policy);
      expect(await begun(host)).toBe('pending');
      expect(host.sink.types).toEqual(UNREADABLE);
    }
  });

  test('R70: it throws, or rejects', async () => {
    const thrown = withPolicy(() => {
      throw new Error('no');
    });
    const rejected = withPolicy(() => Promise.reject(new Error('no')));
    for (const host of [thrown, rejected]) {
      expect(await begun(host)).toBe('pending');
      expect(host.sink.types).toEqual(UNREADABLE);
    }
  });
});

describe('a policy that hangs', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('R70: means required, after 1.5 s', async () => {
    const host = withPolicy(() => new Promise(() => undefined));
    const seen: string[] = [];
    const done = begun(host).then((status) => seen.push(status));
    await jest.advanceTimersByTimeAsync(1_499);
    expect(seen).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    await done;
    expect(seen).toEqual(['pending']);
    expect(host.sink.types).toEqual(UNREADABLE);
  });

  test('R70: refuses a guarded request too, and what it says in the end changes nothing', async () => {
    let answer: (decision: Requirement) => void = () => undefined;
    const host = withPolicy(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const standing = host.secondFactor.standing(host.alice, undefined);
    await jest.advanceTimersByTimeAsync(1_500);
    answer('off');
    expect(await standing).toEqual({ status: 'required', enrolled: false });
  });
});
