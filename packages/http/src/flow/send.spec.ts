import type { Assurance } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import {
  atTheCode,
  BROWSER,
  bodyOf,
  Client,
  call,
  createEnrolled,
  createWeb,
  PHONE,
  pageOf,
  proof,
  refusalOf,
  type Web,
} from '../spec/web.js';

/** Of a browser that must register a phone. */
async function registering(host: Web = createWeb(), headers = BROWSER): Promise<Client> {
  const client = new Client(host, headers);
  await client.call('logIn');
  return client;
}

/** A session of Alice's that has proved its password so many seconds ago, and nothing else. */
const passwordAt = ({ clock }: Web, seconds: number): Assurance => ({
  ...{ subject: 'alice', amr: ['pwd'], verifiedAt: null, epoch: 0, firstFactorAt: clock.now() - seconds * 1_000 },
});

describe('POST /2fa/phone', () => {
  test('sends the code: 202 with the state, or on to the next screen', async () => {
    const api = await registering(createWeb(), {});
    const reply = await api.call(
      'enrolPhone',
      { phone: PHONE.typed, country: null },
      { headers: { accept: 'application/json' } },
    );
    expect(reply.status).toBe(202);
    expect(bodyOf(reply)).toMatchObject({ status: 'code_required', purpose: 'enrol', phone: '•••• 42' });
    const browser = await registering();
    const next = await browser.call('enrolPhone', { phone: PHONE.typed, country: 'NL' });
    expect(next).toMatchObject({ status: 303, headers: { Location: '/2fa' }, cookies: [] });
    expect(browser.host.sender.sent.map(({ to }) => to)).toEqual([PHONE.e164]);
  });

  test.each([
    [{ phone: '12', country: 'NL' }, 422, 'That is not a complete phone number.'],
    [{ phone: '+33612345678' }, 422, 'That phone number cannot be used here.'],
    [{ phone: '0101234567', country: 'NL' }, 422, 'That phone number cannot be used here.'],
    [{ phone: '06 12345642', country: 'FR' }, 422, 'That phone number cannot be used here.'],
    [{ phone: '06 12345642', country: 'Netherlands' }, 400, 'Check what you entered.'],
  ])('R26: shows the page again with what was typed: %j', async (body, status, message) => {
    const client = await registering();
    const reply = await client.call('enrolPhone', body);
    const page = pageOf(reply);
    expect(reply.status).toBe(status);
    expect(page.querySelector('form')?.getAttribute('action')).toBe('/2fa/phone');
    expect(page.querySelector('input[name=phone]')?.getAttribute('value')).toBe(body.phone);
    expect(page.querySelector('main')?.textContent).toContain(message);
    expect(client.host.sender.sent).toEqual([]);
  });

  test('R33: refuses one who has a phone', async () => {
    const client = await atTheCode();
    client.host.sender.sent.length = 0;
    expect(refusalOf(await client.call('enrolPhone', { phone: '+31612345699' }))).toBe('403 enrolment_not_allowed');
    const page = await client.twin(BROWSER).call('enrolPhone', { phone: '+31612345699' });
    expect(page.status).toBe(403);
    expect(client.host.sender.sent).toEqual([]);
    expect((await client.host.factors.factors('alice')).map(({ lastDigits }) => lastDigits)).toEqual(['42']);
  });

  test('R22: refuses one who has not given a password', async () => {
    const host = createWeb();
    expect(refusalOf(await call(host, 'enrolPhone', { body: { phone: PHONE.typed } }))).toBe('401 sign_in_expired');
    expect(host.sender.sent).toEqual([]);
  });

  test('R73: opens the step for a session that was there before the policy', async () => {
    const host = createWeb();
    const client = new Client(host);
    const reply = await client.call(
      'enrolPhone',
      { phone: PHONE.typed },
      { user: host.alice, url: '/2fa/phone?returnTo=/products', assurance: passwordAt(host, 300) },
    );
    expect(reply.status).toBe(202);
    expect(client.token).not.toBe('');
    const verified = await client.call('verify', { code: host.sender.last.code });
    expect(bodyOf(verified)).toEqual({ status: 'signed_in', redirectTo: '/products' });
  });

  test('R34: but not by a password that is older than 300 s, or of which nobody knows: that one logs in again', async () => {
    const host = createWeb();
    for (const assurance of [undefined, passwordAt(host, 301)]) {
      const session = { user: host.alice, assurance, url: '/2fa/phone?returnTo=/products' };
      for (const [route, body] of [['enrolPhone', { phone: PHONE.typed }], ['enrolTotp'], ['stepUp']] as const) {
        const reply = await call(host, route, { ...session, body });
        expect([refusalOf(reply), bodyOf(reply)]).toMatchObject([
          '401 step_up_required',
          { firstFactor: 'log_in', next: '/login' },
        ]);
        const led = await call(host, route, { ...session, body, headers: BROWSER });
        expect([led.status, led.headers.Location]).toEqual([303, '/login?returnTo=%2Fproducts']);
      }
    }
    expect(host.sender.sent).toEqual([]);
  });
});

describe('POST /2fa/code', () => {
  test('sends another: 202 with the state, or on to the screen', async () => {
    const client = await atTheCode();
    client.host.clock.advance(30_000);
    const reply = await client.call('sendCode', {});
    expect(reply.status).toBe(202);
    expect(bodyOf(reply)).toMatchObject({ code: { sendsLeft: 1, resendInSeconds: 60 } });
    client.host.clock.advance(60_000);
    const page = await client.twin(BROWSER).call('sendCode', {});
    expect(page).toMatchObject({ status: 303, headers: { Location: '/2fa' } });
    expect(client.host.sender.sent).toHaveLength(3);
  });

  test('R23: too soon is 429 with Retry-After, and the page with the wait', async () => {
    const client = await atTheCode();
    client.host.clock.advance(18_000);
    const reply = await client.call('sendCode', {});
    expect(reply.headers['Retry-After']).toBe('12');
    expect(bodyOf(reply)).toEqual({
      ...{ statusCode: 429, errorCode: 'resend_too_soon', retryAfterSeconds: 12 },
      message: 'A code was sent just now. Wait a moment before asking for another.',
    });
    const page = await client.twin(BROWSER).call('sendCode', {});
    expect([page.status, page.headers['Retry-After']]).toEqual([429, '12']);
    expect(pageOf(page).querySelector('form')?.getAttribute('action')).toBe('/2fa/verify');
  });

  test('R85: a failed send is 502 with the methods, and the page to try again on', async () => {
    const client = await atTheCode();
    client.host.sender.answer = () => Promise.reject(new Error('sentinel-of-a-provider'));
    client.host.clock.advance(30_000);
    const reply = await client.call('sendCode', {});
    expect(refusalOf(reply)).toBe('502 code_not_sent');
    expect(bodyOf(reply).methods).toEqual(['sms']);
    client.host.clock.advance(60_000);
    const page = await client.twin(BROWSER).call('sendCode', {});
    expect(page.status).toBe(502);
    expect(pageOf(page).querySelector('form')?.getAttribute('action')).toBe('/2fa/verify');
    expect([reply.body, page.body].join()).not.toContain('sentinel');
  });

  test('R48: offers no method that is not enrolled', async () => {
    const client = await atTheCode();
    client.host.clock.advance(30_000);
    const bodies = [
      { channel: 'voice' },
      { channel: 'email' },
      { method: 'sms' },
      { phone: PHONE.e164 },
      { factorId: 'x' },
    ];
    for (const body of bodies) expect(refusalOf(await client.call('sendCode', body))).toBe('400 bad_request');
    expect(client.host.sender.sent).toHaveLength(1);
  });

  test('before a number is known is 409, and shows a browser the page for it', async () => {
    const client = await registering(createWeb(), {});
    expect(refusalOf(await client.call('sendCode', {}, { headers: { accept: 'application/json' } }))).toBe(
      '409 code_not_requested',
    );
    const page = await client.twin(BROWSER).call('sendCode', {});
    expect(page.status).toBe(409);
    expect(pageOf(page).querySelector('form')?.getAttribute('action')).toBe('/2fa/phone');
  });

  test('R22: of a session opens the step only where it must be taken', async () => {
    const host = await createEnrolled();
    const passwordOnly = proof(host, { amr: ['pwd'], verifiedAt: null });
    const reply = await call(host, 'sendCode', { body: {}, user: host.alice, assurance: passwordOnly });
    expect(reply.status).toBe(202);
    expect(reply.cookies).toHaveLength(1);
    expect(host.sender.sent).toHaveLength(1);
    const satisfied = { body: {}, user: host.alice, assurance: proof(host) };
    expect(refusalOf(await call(host, 'sendCode', satisfied))).toBe('401 sign_in_expired');
    expect(refusalOf(await call(host, 'sendCode', { body: {} }))).toBe('401 sign_in_expired');
    expect(host.sender.sent).toHaveLength(1);
  });
});

describe('POST /2fa/step-up', () => {
  test('R67: sends a code for a session that must prove again', async () => {
    const host = await createEnrolled();
    const client = new Client(host);
    const session = { user: host.alice, assurance: proof(host) };
    const reply = await client.call('stepUp', undefined, { ...session, url: '/2fa/step-up?returnTo=/administrators' });
    expect(reply.status).toBe(202);
    expect(bodyOf(reply)).toMatchObject({ status: 'code_required', purpose: 'step-up' });
    const verified = await client.call('verify', { code: host.sender.last.code }, session);
    expect(bodyOf(verified)).toEqual({ status: 'signed_in', redirectTo: '/administrators' });
  });

  test.each([
    ['without a session', undefined],
    ['in a session of another subject', { id: 'bob' }],
  ])('R44, R67: its code signs nobody in, %s', async (_where, user) => {
    const host = await createEnrolled();
    const client = new Client(host);
    await client.call('stepUp', undefined, { user: host.alice, assurance: proof(host) });
    const reply = await client.call('verify', { code: host.sender.last.code }, { user });
    expect(refusalOf(reply)).toBe('401 sign_in_expired');
    expect(reply.cookies).toEqual([]);
  });

  test('is the second step itself for a session that has not taken it', async () => {
    const host = await createEnrolled();
    const reply = await call(host, 'stepUp', { user: host.alice });
    expect(bodyOf(reply)).toMatchObject({ status: 'code_required', purpose: 'sign-in' });
    const browser = await call(host, 'stepUp', { user: host.alice, headers: BROWSER });
    expect(browser).toMatchObject({ status: 303, headers: { Location: '/2fa' } });
  });

  test('R22: is refused without a session', async () => {
    const host = await createEnrolled();
    expect(refusalOf(await call(host, 'stepUp'))).toBe('401 sign_in_expired');
    expect(host.sender.sent).toEqual([]);
  });
});
