import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { EVENT_KINDS, EVENT_TYPES } from './event-kinds.js';
import type { SecondFactorEvent } from './events.js';
import { SessionId } from './session-id.js';
import { FLOWS } from './spec/event-flows.js';
import { eventTable } from './spec/event-table.js';
import { codeOf, createEnrolled, createHost, PHONE } from './spec/flow.js';
import { GUARDING_FLOWS } from './spec/guarding-event-flows.js';

const ENVELOPE = ['version', 'id', 'type', 'at', 'result', 'severity', 'signIn', 'address', 'session'];

describe('R75: one run of each flow gives exactly these events', () => {
  const all: SecondFactorEvent[] = [];

  test.each([...FLOWS, ...GUARDING_FLOWS])('%s', async (_, walk, told) => {
    const { sink } = await walk();
    expect(sink.types.map((type) => type.replace('countersign.', ''))).toEqual(told);
    all.push(...sink.events);
  });

  test('every type is told by one of them, but for what a sink, its keeper or an operator tells', () => {
    const kept = ['countersign.events.lost', 'countersign.trail.cut'];
    const elsewhere = [...kept, 'countersign.reseal.begun', 'countersign.reseal.ended'];
    expect([...new Set(all.map(({ type }) => type)), ...elsewhere].sort()).toEqual([...EVENT_TYPES].sort());
  });

  test('each says exactly what the list says, and has an id of its own', () => {
    for (const event of all) {
      const { result, severity, fields } = EVENT_KINDS[event.type];
      const own = Object.keys(event).filter((key) => !ENVELOPE.includes(key));
      expect([event.type, own.sort()]).toEqual([event.type, [...fields].sort()]);
      expect(event).toMatchObject({ version: 1, result, severity });
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('all that is about a sign-in can be tied to it', () => {
    const loose = new Set(all.filter(({ signIn }) => signIn === undefined).map(({ type }) => type));
    expect([...loose].sort()).toEqual(
      [
        ...['countersign.lock.refused', 'countersign.policy.changed', 'countersign.policy.unreadable'],
        ...['countersign.unlocked', 'countersign.factors.reset', 'countersign.password.replaced'],
        'countersign.password.wrong',
        'countersign.factor.removed',
        ...['countersign.notice.sent', 'countersign.notice.failed', 'countersign.contested', 'countersign.hook.failed'],
        ...['countersign.alarm.failed'],
        ...['countersign.sends.conversion_low', 'countersign.failures.alarm'],
        ...['countersign.device.used', 'countersign.device.revoked', 'countersign.device.theft'],
        ...['countersign.sign-in.exempted', 'countersign.store.evicts', 'countersign.unavailable'],
        ...['countersign.recovery.renewed', 'countersign.bypass.issued', 'countersign.bypass.approved'],
      ].sort(),
    );
  });

  test('docs/events.md has them all', () => {
    const page = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');
    expect(page).toContain(eventTable());
  });
});

describe('who asked', () => {
  const caller = { address: '192.0.2.7', session: new SessionId('sentinel-of-a-session') };

  test('R75: is in every event of a walk: the address as it is, the session as a keyed hash', async () => {
    const host = createHost();
    const begun = await host.secondFactor.begin(host.alice, caller);
    if (begun.status !== 'pending') throw new Error('not opened');
    const token = begun.token.reveal();
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed, ...caller });
    await codeOf(host.secondFactor.verify(token, '314159', caller));
    host.clock.advance(30_000);
    await host.secondFactor.sendCode(token, caller);
    await host.secondFactor.cancel(token, caller);
    host.secondFactor.notePolicyChange({ actor: 'alice', from: 'off', to: 'required' }, caller);
    const told = new Set(host.sink.events.map(({ address, session }) => `${address} ${session}`));
    expect([...told]).toEqual([expect.stringMatching(/^192\.0\.2\.7 [\w-]{16}$/)]);
    expect(host.sink.events).toHaveLength(6);
  });

  test('R76: a session’s id is in none of them, nor in what prints it', async () => {
    const host = await createEnrolled();
    await host.secondFactor.begin(host.alice, caller);
    expect(JSON.stringify([host.sink.events, caller, `${caller.session}`])).not.toContain('sentinel');
  });
});
