import type { Assurance } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import {
  BROWSER,
  bodyOf,
  Client,
  call,
  createEnrolled,
  createWeb,
  PHONE,
  pageOf,
  proof,
  type Web,
} from '../spec/web.js';

const FROM = new Date('2026-01-12T08:00:00Z');
const HOUR_MS = 3_600_000;
const policy = () => ({ requirement: 'required', from: FROM }) as const;

/** A session that has proved its password alone. */
const assurance: Assurance = { subject: 'alice', amr: ['pwd'], verifiedAt: null, epoch: 0 };

const dueOf = async ({ web, alice }: Web, changes = {}) =>
  (await web.enrolmentDue({ headers: {}, user: alice, countersign: assurance, ...changes }))?.text;

describe('one who has to register a phone by a deadline', () => {
  test('R73: is told how long there is, never too long, and where; from the deadline on the guard tells', async () => {
    const host = createWeb({ policy });
    const { web, alice, clock } = host;
    const due = { enrolBy: '2026-01-12T08:00:00.000Z', text: 'Register a second factor within 6 days.', href: '/2fa' };
    expect(await web.enrolmentDue({ headers: {}, user: alice, countersign: assurance })).toEqual(due);
    const texts: unknown[] = [];
    for (const left of [48, 24, 23.9, 1, 0.5, 0.001]) {
      clock.advance(FROM.getTime() - clock.now() - left * HOUR_MS);
      texts.push(await dueOf(host));
    }
    const times = ['2 days', '1 day', '23 hours', '1 hour', '30 minutes', '1 minute'];
    expect(texts).toEqual(times.map((time) => `Register a second factor within ${time}.`));
    clock.advance(HOUR_MS);
    expect(await dueOf(host)).toBeUndefined();
    expect((await web.judge(web.view({ headers: {}, user: alice, countersign: assurance })))?.code).toBe(
      'second_factor_required',
    );
  });

  test('R73: nobody else is told anything', async () => {
    const host = await createEnrolled({ policy: () => 'required' });
    expect(await dueOf(host, { countersign: proof(host) })).toBeUndefined();
    expect(await dueOf(host)).toBeUndefined();
    expect(await dueOf(createWeb({ policy }), { user: undefined })).toBeUndefined();
  });

  test('R73: registers a phone before it, from the page, and is asked from then on', async () => {
    const host = createWeb({ policy });
    const session = { user: host.alice, assurance: { ...assurance, firstFactorAt: host.clock.now() } };
    const page = pageOf(await call(host, 'show', { ...session, headers: BROWSER }));
    expect(page.querySelector('h1')?.textContent).toBe('Register phone number');
    const state = { status: 'signed_in', enrolBy: FROM.toISOString() };
    expect(bodyOf(await call(host, 'show', session))).toMatchObject(state);
    const client = new Client(host);
    expect((await client.call('enrolPhone', { phone: PHONE.typed }, session)).status).toBe(202);
    expect((await client.call('verify', { code: host.sender.last.code }, session)).status).toBe(200);
    expect(await dueOf(host)).toBeUndefined();
    expect(await host.web.secondFactor.standing(host.alice, assurance)).toMatchObject({ status: 'required' });
  });

  test('R73: is led to the registration by a step-up too', async () => {
    const host = createWeb({ policy });
    const fresh = { ...assurance, firstFactorAt: host.clock.now() - 300_000 };
    const reply = await call(host, 'stepUp', { user: host.alice, assurance: fresh, body: {} });
    expect(bodyOf(reply)).toMatchObject({ status: 'enrolment_required', purpose: 'enrol' });
  });

  test('R22: nobody without a deadline opens one for a session that needs none', async () => {
    const host = createWeb({ policy: () => 'optional' });
    const reply = await new Client(host).call('enrolPhone', { phone: PHONE.typed }, { user: host.alice, assurance });
    expect([reply.status, host.sender.sent]).toEqual([401, []]);
  });
});
