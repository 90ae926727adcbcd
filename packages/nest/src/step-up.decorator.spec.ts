import { approvalIsUsedOnce, formGoesThrough, type Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { StepUp } from './index.js';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, verified, visit } from './spec/walk.js';

let host: Host;
let visitor: Visitor;
beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.app.close());
beforeEach(async () => {
  visitor = await signIn(host);
});

const danger = (someone: Visitor) => someone.request('PUT', '/danger');
const statusOf = async (someone: Visitor) => (await danger(someone)).status;

describe('@StepUp({ maxAgeSeconds: 300 })', () => {
  test('lets a proof of 299 s pass, and refuses one of 301 s (R66)', async () => {
    host.clock.advance(299_000);
    expect(await statusOf(visitor)).toBe(200);
    host.clock.advance(2_000);
    const response = await danger(visitor);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="insufficient_user_authentication", error_description="A second factor is required", max_age=300',
    ]);
    expect(await response.json()).toEqual({
      statusCode: 401,
      errorCode: 'step_up_required',
      message: 'Confirm that it is you to go on.',
      next: '/2fa',
      maxAgeSeconds: 300,
    });
    expect((await visitor.get('/secret')).status).toBe(200);
  });

  test('is satisfied again after POST /2fa/step-up and its code, in a session of a new id (R45)', async () => {
    host.clock.advance(301_000);
    const before = visitor.clone();
    const asked = await visitor.post('/2fa/step-up?returnTo=/vault', {});
    expect([asked.status, await asked.json()]).toMatchObject([202, { status: 'code_required', purpose: 'step-up' }]);
    expect(await statusOf(visitor)).toBe(401);
    const done = await visitor.post('/2fa/verify', { code: host.sender.last.code });
    expect([done.status, await done.json()]).toEqual([200, { status: 'signed_in', redirectTo: '/vault' }]);
    expect(await statusOf(visitor)).toBe(200);
    expect(visitor.jar.get('connect.sid')).not.toBe(before.jar.get('connect.sid'));
    expect((await before.get('/secret')).status).toBe(401);
  });

  test('in session A it leaves session B as it was (R67)', async () => {
    const b = await signIn(host);
    host.clock.advance(301_000);
    await visitor.post('/2fa/step-up', {});
    await verified(host, visitor);
    expect([await statusOf(visitor), await statusOf(b)]).toEqual([200, 401]);
  });

  test('takes no code of a log-in (R67)', async () => {
    host.clock.advance(301_000);
    await enterPassword(host);
    const ofLogin = host.sender.last.code;
    await visitor.post('/2fa/step-up', {});
    const code = ofLogin === host.sender.last.code ? 'the same by chance' : ofLogin;
    const response = await visitor.post('/2fa/verify', { code });
    expect([response.status, await response.json()]).toMatchObject([401, { errorCode: 'code_wrong' }]);
    expect(await statusOf(visitor)).toBe(401);
  });

  test.each([{ mfaAt: 9e15 }, { verifiedAt: 9e15 }, { amr: ['mfa'] }])(
    'takes no proof from a body: %j (R67)',
    async (claim) => {
      host.clock.advance(301_000);
      expect((await visitor.post('/2fa/step-up', claim)).status).toBe(400);
      const told = await visitor.request('PUT', '/danger', { ...claim, countersign: claim });
      expect(told.status).toBe(401);
    },
  );

  test('asks a session that has proved its password alone for the whole second step', async () => {
    host.policy = 'off';
    const other = await enterPassword(host, visit(host));
    expect(await statusOf(other)).toBe(200);
    host.policy = 'required';
    const response = await danger(other);
    expect([response.status, await response.json()]).toMatchObject([401, { errorCode: 'second_factor_required' }]);
    await other.post('/2fa/step-up', {});
    await verified(host, other);
    expect(await statusOf(other)).toBe(200);
  });
});

describe('@StepUp()', () => {
  test('means 300 s', async () => {
    host.clock.advance(299_000);
    expect((await visitor.get('/vault')).status).toBe(200);
    host.clock.advance(2_000);
    const response = await visitor.get('/vault');
    expect([response.status, await response.json()]).toMatchObject([401, { maxAgeSeconds: 300 }]);
  });

  test.each([0, -1, 901, 1.5, Number.NaN])('refuses %d s when the class is loaded', (maxAgeSeconds) => {
    const load = () => StepUp({ maxAgeSeconds })(class {});
    expect(load).toThrow(new TypeError('StepUp: maxAgeSeconds must be a whole number from 1 to 900'));
  });

  test.each([1, 900])('takes %d s', (maxAgeSeconds) => {
    expect(() => StepUp({ maxAgeSeconds })(class {})).not.toThrow();
  });
});

describe('POST /2fa/step-up', () => {
  test('is nothing for a visitor without a session', async () => {
    const response = await visit(host).post('/2fa/step-up', {});
    expect([response.status, await response.json()]).toMatchObject([401, { errorCode: 'sign_in_expired' }]);
  });

  test('is nothing for a pending sign-in', async () => {
    const pending = await enterPassword(host);
    const sent = host.sender.sent.length;
    expect((await pending.post('/2fa/step-up', {})).status).toBe(401);
    expect(host.sender.sent).toHaveLength(sent);
  });
});

describe('@Approval()', () => {
  const codeOf = () => host.sender.last.code;

  test('R67, R69: a form that it has interrupted goes through after the step-up, once', async () => {
    await expect(formGoesThrough(visitor, codeOf)).resolves.toBeUndefined();
  });

  test('R69: counts for one action with its parameters, and for one run of it', async () => {
    await expect(approvalIsUsedOnce(visitor, codeOf)).resolves.toBeUndefined();
  });
});
