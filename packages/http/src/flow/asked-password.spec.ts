import type { IncomingHttpHeaders } from 'node:http';
import type { Password } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { Visitor } from '../spec/visitor.js';
import { BROWSER, bodyOf, createEnrolled, JSON_CLIENT, pageOf, refusalOf, type User } from '../spec/web.js';

const PASSWORD = 'alice-password-1';

/** Alice, ten minutes after she has proved both factors, with a host that checks passwords, or does not. */
async function visit(headers?: IncomingHttpHeaders, checks = true): Promise<Visitor> {
  const checkPassword = (_: User, password: Password) => password.reveal() === PASSWORD;
  const subject = { id: ({ id }: User) => id, load: (id: string) => ({ id }), ...(checks && { checkPassword }) };
  const visitor = new Visitor(await createEnrolled({ subject }), headers);
  visitor.host.clock.advance(600_000);
  return visitor;
}

const toPassword = '/2fa?returnTo=%2F2fa%2Ffactors&prove=password';
const stepUp = '/step-up?returnTo=%2F2fa%2Ffactors&prove=password';

describe('an API client whose password is too old for a change of factors', () => {
  test('R34, R66: is told so by the challenge, gives it with the step-up, and changes them after the code', async () => {
    const visitor = await visit(JSON_CLIENT);
    const refused = await visitor.ask('POST', '/factors/totp');
    expect([refusalOf(refused), bodyOf(refused)]).toMatchObject([
      '401 step_up_required',
      { maxAgeSeconds: 300, firstFactor: 'password', next: '/2fa' },
    ]);
    expect(refused.headers['WWW-Authenticate']).toBe(
      'Bearer error="insufficient_user_authentication", error_description="Both factors are required", max_age=300',
    );
    expect(visitor.host.sender.sent).toEqual([]);
    const opened = await visitor.ask('POST', '/step-up', { password: PASSWORD });
    expect([opened.status, bodyOf(opened).purpose]).toEqual([202, 'step-up']);
    expect(refusalOf(await visitor.ask('POST', '/factors/totp'))).toBe('401 step_up_required');
    await visitor.ask('POST', '/verify', { code: visitor.host.sender.last.code });
    expect((await visitor.ask('POST', '/factors/totp')).status).toBe(202);
  });

  test('R18, R20: gets a wrong one back with the tries that are left; what cannot be one is a bad request', async () => {
    const visitor = await visit(JSON_CLIENT);
    for (const password of ['', 7, null, [], {}, 'x'.repeat(1_025)]) {
      expect(refusalOf(await visitor.ask('POST', '/step-up', { password }))).toBe('400 bad_request');
    }
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      const wrong = await visitor.ask('POST', '/step-up', { password: `wrong ${attemptsLeft}` });
      expect(bodyOf(wrong)).toEqual({
        ...{ statusCode: 401, errorCode: 'password_wrong', message: 'That password is not right.', attemptsLeft },
      });
    }
    const spent = await visitor.ask('POST', '/step-up', { password: PASSWORD });
    expect([refusalOf(spent), bodyOf(spent)]).toMatchObject([
      '401 step_up_required',
      { firstFactor: 'log_in', next: '/login' },
    ]);
    expect(visitor.host.sender.sent).toEqual([]);
  });

  test('R34: is led to the log-in where the host checks none, and no password is taken there', async () => {
    const visitor = await visit(JSON_CLIENT, false);
    const refused = await visitor.ask('POST', '/recovery-codes');
    expect(bodyOf(refused)).toMatchObject({ errorCode: 'step_up_required', firstFactor: 'log_in', next: '/login' });
    expect(refusalOf(await visitor.ask('POST', '/step-up', { password: PASSWORD }))).toBe('400 bad_request');
  });

  test('R21: gives one only where it has both to prove again', async () => {
    const visitor = await visit(JSON_CLIENT);
    const { assurance } = visitor.session;
    visitor.session = { ...visitor.session, assurance: assurance && { ...assurance, verifiedAt: null } };
    expect(refusalOf(await visitor.ask('POST', '/step-up', { password: PASSWORD }))).toBe('400 bad_request');
    visitor.session = { user: undefined, assurance: undefined };
    expect(refusalOf(await visitor.ask('POST', '/step-up', { password: PASSWORD }))).toBe('401 sign_in_expired');
  });
});

describe('a browser', () => {
  test('R34: is asked for the password, then for the code, and lands on its factors', async () => {
    const visitor = await visit(BROWSER);
    const sent = await visitor.ask('POST', '/factors/totp');
    expect([sent.status, sent.headers.Location]).toEqual([303, toPassword]);
    const page = pageOf(await visitor.ask('GET', toPassword.slice(4)));
    const form = page.querySelector('form');
    const field = form?.querySelector('input');
    expect([field?.getAttribute('type'), field?.getAttribute('autocomplete'), form?.getAttribute('action')]).toEqual([
      ...['password', 'current-password', `/2fa${stepUp}`],
    ]);
    expect([...page.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toContain(
      '/login?returnTo=%2F2fa%2Ffactors',
    );
    expect((await visitor.ask('POST', stepUp, { password: PASSWORD })).headers.Location).toBe('/2fa');
    expect(pageOf(await visitor.ask('GET', '')).querySelector('h1')?.textContent).toBe('Verify code');
    const done = await visitor.ask('POST', '/verify', { code: visitor.host.sender.last.code });
    expect([done.headers.Location, visitor.session.assurance?.firstFactorAt]).toEqual([
      ...['/2fa/factors', visitor.host.clock.now()],
    ]);
  });

  test('R76: sees what was wrong beside an empty field, then is led to the log-in and back', async () => {
    const visitor = await visit(BROWSER);
    for (const [typed, status] of [
      ['wrong-password', 401],
      ['', 400],
    ] as const) {
      const reply = await visitor.ask('POST', stepUp, { password: typed });
      const page = pageOf(reply);
      expect([reply.status, page.querySelector('#password')?.getAttribute('aria-invalid')]).toEqual([status, 'true']);
      expect(page.querySelector('form')?.getAttribute('action')).toBe(`/2fa${stepUp}`);
      expect(reply.body).not.toContain('wrong-password');
    }
    for (let n = 0; n < 4; n++) await visitor.ask('POST', stepUp, { password: 'wrong' });
    const spent = await visitor.ask('POST', stepUp, { password: PASSWORD });
    expect([spent.status, spent.headers.Location]).toEqual([303, '/login?returnTo=%2F2fa%2Ffactors']);
  });

  test('R34: is led to the log-in and back where the host checks no password; nobody is shown a field', async () => {
    const visitor = await visit(BROWSER, false);
    expect((await visitor.ask('POST', '/factors/totp')).headers.Location).toBe('/login?returnTo=%2F2fa%2Ffactors');
    expect(pageOf(await visitor.ask('GET', toPassword.slice(4))).querySelector('#password')).toBeNull();
  });
});
