import type { IncomingHttpHeaders } from 'node:http';
import type { Requirement } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { Visitor } from '../spec/visitor.js';
import { BROWSER, bodyOf, createEnrolled, JSON_CLIENT, PHONE, pageOf, proof, refusalOf } from '../spec/web.js';

const OTHER = { typed: '06 12345699', e164: '+31612345699' };

/** @param policy - what is asked from here on; Alice has her phone already. */
async function visit(headers?: IncomingHttpHeaders, policy: Requirement = 'required'): Promise<Visitor> {
  let asked: Requirement = 'required';
  const host = await createEnrolled({ policy: () => asked });
  asked = policy;
  return new Visitor(host, headers);
}
const idOf = async ({ host }: Visitor) => (await host.factors.factors('alice'))[0]?.id ?? '';
const digitsOf = async ({ host }: Visitor) => (await host.factors.factors('alice')).map(({ lastDigits }) => lastDigits);
const toStepUp = '/2fa?returnTo=%2F2fa%2Ffactors';

describe('an API client', () => {
  test('R35, R38: changes the number; its session goes on, with a proof that is as old as before', async () => {
    const visitor = await visit();
    const { host } = visitor;
    const before = visitor.session.assurance;
    const opened = await visitor.ask('POST', '/factors/phone', { phone: OTHER.typed, replaces: await idOf(visitor) });
    const { id, ...state } = bodyOf(opened);
    expect([opened.status, state]).toMatchObject([
      202,
      { status: 'code_required', purpose: 'change', phone: '•••• 99' },
    ]);
    expect(await digitsOf(visitor)).toEqual(['42']);
    const { code } = host.sender.last;
    expect(refusalOf(await visitor.ask('POST', '/factors/another/confirm', { code }))).toBe('401 sign_in_expired');
    const done = await visitor.ask('POST', `/factors/${id}/confirm`, { code });
    expect([done.status, bodyOf(done)]).toEqual([200, { status: 'signed_in', redirectTo: '/2fa/factors' }]);
    expect(visitor.session.assurance).toEqual({ ...before, epoch: 2 });
    expect(await digitsOf(visitor)).toEqual(['99']);
    expect(bodyOf(await visitor.ask('GET', '/factors'))).toMatchObject({ factors: [{ phone: '•••• 99' }] });
    expect(host.sender.notices).toMatchObject([{ to: PHONE.e164 }]);
  });

  test('R38: removes one, and its session or token is written anew', async () => {
    const visitor = await visit(JSON_CLIENT, 'optional');
    const reply = await visitor.ask('DELETE', `/factors/${await idOf(visitor)}`);
    expect([reply.status, bodyOf(reply)]).toEqual([
      200,
      { status: 'signed_in', redirectTo: '/2fa/factors', access_token: 'x.y.z' },
    ]);
    expect([visitor.renewals, visitor.session.assurance?.epoch, await digitsOf(visitor)]).toEqual([1, 2, []]);
  });

  test('adds an authenticator app, whose secret it is shown once', async () => {
    const visitor = await visit();
    const opened = await visitor.ask('POST', '/factors/totp');
    const totp = { secret: expect.stringMatching(/^[A-Z2-7]+$/), uri: expect.stringContaining('otpauth:') };
    expect([opened.status, bodyOf(opened)]).toEqual([202, expect.objectContaining({ purpose: 'change', totp })]);
    expect(JSON.stringify(bodyOf(await visitor.ask('GET', '/factors')))).not.toMatch(/secret|otpauth/);
  });

  test('names one, and has it asked for first', async () => {
    const visitor = await visit();
    const id = await idOf(visitor);
    expect((await visitor.ask('POST', `/factors/${id}`, { name: 'Desk', preferred: true })).status).toBe(200);
    expect(bodyOf(await visitor.ask('GET', '/factors'))).toMatchObject({
      factors: [{ name: 'Desk', preferred: true }],
    });
    for (const body of [
      {},
      { name: 7 },
      { preferred: 'yes' },
      { name: 'x', phone: OTHER.typed },
      { lastDigits: '11' },
    ]) {
      expect(refusalOf(await visitor.ask('POST', `/factors/${id}`, body))).toBe('400 bad_request');
    }
  });

  test.each([
    ['an old proof', 301, {}, '401 step_up_required'],
    ['a password alone', 0, { verifiedAt: null }, '401 second_factor_required'],
    ['an older epoch', 0, { epoch: 0 }, '401 second_factor_required'],
  ])('R34, R37: changes, adds and removes nothing with %s', async (_, seconds, changes, refusal) => {
    const visitor = await visit();
    const id = await idOf(visitor);
    visitor.host.clock.advance(seconds * 1_000);
    const verifiedAt = visitor.host.clock.now() - seconds * 1_000;
    visitor.session = { ...visitor.session, assurance: proof(visitor.host, { verifiedAt, ...changes }) };
    const asked = [
      ['DELETE', `/factors/${id}`],
      ['POST', `/factors/${id}/remove`],
      ['POST', '/factors/phone', { phone: OTHER.typed, replaces: id }],
      ['POST', '/factors/phone', { phone: OTHER.typed }],
      ['POST', '/factors/totp'],
    ] as const;
    for (const [method, path, body] of asked) {
      const reply = await visitor.ask(method, path, body);
      expect([path, refusalOf(reply), bodyOf(reply).next]).toEqual([path, refusal, '/2fa']);
      expect(reply.headers['WWW-Authenticate']).toContain('insufficient_user_authentication');
    }
    expect([await digitsOf(visitor), visitor.host.sender.sent]).toEqual([['42'], []]);
    // Looking needs no fresh proof, but all that a page of the host needs.
    expect((await visitor.ask('GET', '/factors')).status).toBe(seconds > 0 ? 200 : 401);
  });

  test('R37: finds no factor of another, and none without a session', async () => {
    const visitor = await visit();
    const kept = { sealed: 'k1.x', lookup: 'x', lastDigits: '17', name: null, counter: 0 };
    const bobs = await visitor.host.factors.enrol('bob', { kind: 'phone', ...kept }, { first: true });
    const id = bobs.status === 'enrolled' ? bobs.factor.id : '';
    for (const each of [id, 'nobodys']) {
      expect(refusalOf(await visitor.ask('DELETE', `/factors/${each}`))).toBe('400 bad_request');
      expect(refusalOf(await visitor.ask('POST', `/factors/${each}`, { name: 'x' }))).toBe('400 bad_request');
      expect(refusalOf(await visitor.ask('POST', '/factors/phone', { replaces: each }))).toBe('400 bad_request');
    }
    visitor.session = { user: undefined, assurance: undefined };
    for (const [method, path] of [
      ['GET', '/factors'],
      ['DELETE', `/factors/${id}`],
      ['POST', '/factors/totp'],
    ] as const) {
      expect(refusalOf(await visitor.ask(method, path))).toBe('401 second_factor_required');
    }
    expect(await visitor.host.factors.factors('bob')).toHaveLength(1);
  });

  test('R34: a change is finished by no browser that is not signed in', async () => {
    const visitor = await visit();
    await visitor.ask('POST', '/factors/phone', { phone: OTHER.typed, replaces: await idOf(visitor) });
    visitor.session = { user: undefined, assurance: undefined };
    const { code } = visitor.host.sender.last;
    expect(refusalOf(await visitor.ask('POST', '/verify', { code }))).toBe('401 sign_in_expired');
    expect([visitor.renewals, await digitsOf(visitor)]).toEqual([0, ['42']]);
  });

  test.each([undefined, 7_000])('R34, R67: no second step makes a first factor younger (%s)', async (age) => {
    const visitor = await visit();
    const firstFactorAt = age === undefined ? undefined : visitor.host.clock.now() - age;
    const password = proof(visitor.host, { verifiedAt: null, amr: ['pwd'], firstFactorAt });
    visitor.session = { ...visitor.session, assurance: password };
    await visitor.ask('POST', '/code');
    await visitor.ask('POST', '/verify', { code: visitor.host.sender.last.code });
    const { assurance } = visitor.session;
    expect([assurance?.verifiedAt, assurance?.firstFactorAt]).toEqual([visitor.host.clock.now(), firstFactorAt]);
  });

  test('R34: without any factor, what an old password lacks is another log-in', async () => {
    const visitor = await visit(JSON_CLIENT, 'optional');
    await visitor.host.factors.removeFactors('alice');
    const password = proof(visitor.host, { verifiedAt: null, amr: ['pwd'], epoch: 2 });
    visitor.session = { ...visitor.session, assurance: { ...password, firstFactorAt: undefined } };
    const reply = await visitor.ask('POST', '/factors/phone', { phone: OTHER.typed });
    expect([refusalOf(reply), bodyOf(reply).next]).toEqual(['401 step_up_required', '/login']);
    visitor.session = { ...visitor.session, assurance: { ...password, firstFactorAt: visitor.host.clock.now() } };
    const opened = await visitor.ask('POST', '/factors/phone', { phone: OTHER.typed });
    expect(bodyOf(opened)).toMatchObject({ status: 'code_required', purpose: 'enrol' });
  });
});

describe('a browser', () => {
  test('R76: shows what there is, and never what it is made of', async () => {
    const visitor = await visit(BROWSER);
    await visitor.ask('POST', `/factors/${await idOf(visitor)}`, { name: '<b>Desk</b>' });
    const reply = await visitor.ask('GET', '/factors');
    const page = pageOf(reply);
    expect([reply.status, page.querySelector('h1')?.textContent]).toEqual([200, 'My security']);
    expect(page.querySelector('.factor h2')?.textContent).toBe('<b>Desk</b> (Phone •••• 42)');
    expect(reply.body).not.toContain(PHONE.e164.slice(3));
  });

  test('R35: presses “Change number”, types it, and lands on the list again', async () => {
    const visitor = await visit(BROWSER);
    const opened = await visitor.ask('POST', '/factors/phone', { replaces: await idOf(visitor) });
    expect([opened.status, opened.headers.Location]).toEqual([303, '/2fa']);
    expect(pageOf(await visitor.ask('GET', '')).querySelector('h1')?.textContent).toBe('Your new phone number');
    expect((await visitor.ask('POST', '/phone', { phone: OTHER.typed, country: 'NL' })).status).toBe(303);
    const done = await visitor.ask('POST', '/verify', { code: visitor.host.sender.last.code });
    expect([done.status, done.headers.Location, await digitsOf(visitor)]).toEqual([303, '/2fa/factors', ['99']]);
  });

  test('is told of a number that is none, and may put it right', async () => {
    const visitor = await visit(BROWSER);
    const reply = await visitor.ask('POST', '/factors/phone', { phone: '12', country: 'NL' });
    const page = pageOf(reply);
    expect([reply.status, page.querySelector('input[name=phone]')?.getAttribute('value')]).toEqual([422, '12']);
    expect((await visitor.ask('POST', '/phone', { phone: OTHER.typed, country: 'NL' })).status).toBe(303);
  });

  test('R34, R66: with an old proof is sent through the step-up and back', async () => {
    const visitor = await visit(BROWSER);
    const verifiedAt = visitor.host.clock.now() - 301_000;
    visitor.session = { ...visitor.session, assurance: proof(visitor.host, { verifiedAt }) };
    for (const path of [`/factors/${await idOf(visitor)}/remove`, '/factors/phone', '/factors/totp']) {
      const reply = await visitor.ask('POST', path);
      expect([path, reply.status, reply.headers.Location]).toEqual([path, 303, toStepUp]);
    }
    const screen = pageOf(await visitor.ask('GET', toStepUp.slice(4)));
    expect(screen.querySelector('h1')?.textContent).toBe('Confirm that it is you');
  });

  test('R34: is offered that step-up where the policy asks nobody too', async () => {
    const visitor = await visit(BROWSER, 'off');
    visitor.host.clock.advance(301_000);
    expect(
      pageOf(await visitor.ask('GET', toStepUp.slice(4)))
        .querySelector('form')
        ?.getAttribute('action'),
    ).toContain('/2fa/step-up');
  });

  test('R37: is told on the list that the last factor stays', async () => {
    const visitor = await visit(BROWSER);
    const reply = await visitor.ask('POST', `/factors/${await idOf(visitor)}/remove`);
    expect([reply.status, pageOf(reply).querySelector('[role=alert]')?.textContent]).toEqual([
      400,
      expect.stringContaining('one must stay'),
    ]);
  });

  test('R37, R79: changes nothing for another site', async () => {
    const visitor = await visit({ ...BROWSER, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect((await visitor.ask('POST', `/factors/${await idOf(visitor)}/remove`)).status).toBe(403);
    expect(await digitsOf(visitor)).toEqual(['42']);
  });

  test('R42: who has yet to take the second step is sent there', async () => {
    const visitor = await visit(BROWSER);
    visitor.session = { ...visitor.session, assurance: undefined };
    const reply = await visitor.ask('GET', '/factors');
    expect([reply.status, reply.headers.Location]).toEqual([303, toStepUp]);
  });
});
