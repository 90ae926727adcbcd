import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { SecondFactorEvent } from '../events.js';
import { createEnrolled, failTimes, type Host, logIn, restart } from '../spec/flow.js';

type OnAlarm = (event: SecondFactorEvent) => void | Promise<void>;

/** Alice's phone, and an installation that may send two codes an hour: the second of them is an alarm. */
const createAlarmed = async (onAlarm: OnAlarm): Promise<Host> =>
  restart(await createEnrolled(), { onAlarm, sendQuotas: { total: { hour: 2 } } });

const alarmsOf = ({ sink }: Host) => sink.events.filter(({ severity }) => severity === 'alarm');

describe('the host’s onAlarm', () => {
  test('R78: is told of every alarm once, as sinks are, and of nothing else', async () => {
    const told: SecondFactorEvent[] = [];
    const host = await createAlarmed((event) => void told.push(event));
    for (const _ of [1, 2, 3]) await logIn(host, host.alice);
    await restart(host, { policy: () => Promise.reject(new Error('down')) }).secondFactor.begin(host.bob);
    expect(told.map(({ type }) => type)).toEqual(['countersign.sends.alarm', 'countersign.policy.unreadable']);
    expect(told).toEqual(alarmsOf(host));
    expect(host.sink.types).toContain('countersign.sends.refused');
  });

  describe('that fails', () => {
    beforeEach(() => {
      jest.useFakeTimers();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    const failing: readonly [string, OnAlarm, string][] = [
      [
        'throws',
        () => {
          throw new TypeError('sentinel');
        },
        'TypeError',
      ],
      ['rejects', () => Promise.reject(new Error('sentinel')), 'Error'],
      ['never answers', () => new Promise(() => undefined), 'DeadlinePassed'],
    ];
    test.each(failing)(
      'R19, R78: as it %s, changes nothing and holds nobody up; it is told, once',
      async (_, onAlarm, reason) => {
        const asked = jest.fn(onAlarm);
        const host = await createAlarmed(asked);
        expect((await logIn(host, host.alice)).state.status).toBe('code_required');
        expect((await logIn(host, host.alice)).state.status).toBe('code_required');
        await jest.advanceTimersByTimeAsync(1_500);
        const [alarm, failed, ...more] = alarmsOf(host);
        expect(failed).toMatchObject({ type: 'countersign.alarm.failed', alarm: alarm?.id, reason });
        expect([more, asked.mock.calls.length]).toEqual([[], 1]);
        expect(JSON.stringify(host.sink.events)).not.toContain('sentinel');
      },
    );
  });
});

describe('a lock', () => {
  /** Locks Alice under the host's word about her. */
  async function lockUnder(isPrivileged?: () => unknown, changes = {}) {
    const base = await createEnrolled();
    const said = isPrivileged && { isPrivileged: isPrivileged as () => boolean };
    const onAlarm = jest.fn<OnAlarm>();
    const subject = { ...base.options.subject, ...said, ...changes };
    const host = restart(base, { subject, maxFailures: 5, onAlarm });
    await failTimes(host, (await logIn(host, host.alice)).token, 5);
    const [locked] = host.sink.events.filter(({ type }) => type === 'countersign.locked');
    return { locked, alarms: onAlarm.mock.calls.length, failures: await host.factors.failures('alice') };
  }

  test('R78: of an account that the host calls privileged is an alarm, of another a warning', async () => {
    const alarm = { locked: { severity: 'alarm', privileged: true, subject: 'alice' }, alarms: 1 };
    const warning = { locked: { severity: 'warning', privileged: false }, alarms: 0, failures: { inThirtyDays: 5 } };
    expect(await lockUnder(() => true)).toMatchObject(alarm);
    expect(await lockUnder(async () => true)).toMatchObject(alarm);
    expect(await lockUnder(() => false)).toMatchObject(warning);
    expect(await lockUnder(async () => false)).toMatchObject(warning);
  });

  const unknown: readonly [string, (() => unknown) | undefined, object][] = [
    ['says nothing of it', undefined, {}],
    ['answers nonsense', () => 0, {}],
    ['rejects', () => Promise.reject(new Error('down')), {}],
    ['does not know the account', () => false, { load: () => null }],
    ['cannot load it', () => false, { load: () => Promise.reject(new Error('down')) }],
  ];
  test.each(unknown)('R78: is an alarm where the host %s', async (_, isPrivileged, changes) => {
    const { locked, failures } = await lockUnder(isPrivileged, changes);
    expect(locked).toMatchObject({ severity: 'alarm', privileged: true });
    expect(failures).toEqual({ inThirtyDays: 5 });
  });
});
