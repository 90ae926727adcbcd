import { describe, expect, test } from '@jest/globals';
import type { WebReply } from '../replies/web-reply.js';
import type { Administered } from '../requests/web-route.js';
import {
  type Asked,
  BROWSER,
  bodyOf,
  createEnrolled,
  createWeb,
  JSON_CLIENT,
  proof,
  refusalOf,
  type User,
  type Web,
} from '../spec/web.js';
import type { CanAdminister } from '../web-options.js';
import { answer } from './answer.js';

const REASON = 'Bob has called and proved who he is';
const mayBob: CanAdminister<User> = (actor, subject) => actor.id === 'alice' && subject === 'bob';
const KEPT = { sealed: 'k1.x', lookup: 'x', lastDigits: '17', name: null, counter: 0 };
const ACTS = ['unlock', 'reset', 'bypass-code'] as const;

/** Alice, whose session has just proved her phone, before Bob, who has one too. */
async function createAdministered(
  canAdminister = mayBob,
  changes: Parameters<typeof createEnrolled>[0] = {},
): Promise<Web & { readonly session: Asked }> {
  const host = await createEnrolled(changes, { canAdminister });
  await host.factors.enrol('bob', { kind: 'phone', ...KEPT }, { first: true });
  return { ...host, session: { user: host.alice, assurance: proof(host) } };
}

/** Asks for an act as an adapter does. */
function ask(
  { web }: Web,
  administered: Partial<Administered>,
  asked: Asked = {},
  value: Record<string, unknown> = { reason: REASON },
): Promise<WebReply> {
  const said = { method: 'POST', url: '/2fa/admin/…', headers: JSON_CLIENT, body: undefined };
  const request = { ...said, user: undefined, assurance: undefined, source: { headers: JSON_CLIENT }, ...asked };
  const route = { name: 'administer', act: 'reset', subject: 'bob', ...administered } as const;
  const verify = () => Promise.reject(new Error('not asked for'));
  return answer(web, route, { request, body: { status: 'read', value }, verify, renew: verify });
}

/** Bob's phones, and what was told. */
const seen = async ({ factors, sink }: Web) => [(await factors.factors('bob')).length, sink.types];
const UNTOUCHED = [1, []];

describe('an administrator whom the host lets', () => {
  test('R72: resets the factors of another, with a reason that is told', async () => {
    const host = await createAdministered();
    expect(await ask(host, {}, host.session)).toMatchObject({ status: 204, headers: { 'Cache-Control': 'no-store' } });
    expect(await host.factors.factors('bob')).toEqual([]);
    const said = { type: 'countersign.factors.reset', subject: 'bob', actor: 'alice', reason: REASON };
    expect(host.sink.events).toMatchObject([said]);
  });

  test('R15: unlocks another, and in a browser is sent back to where the form was', async () => {
    const host = await createAdministered();
    const url = '/2fa/admin/subjects/bob/unlock?returnTo=/administrators';
    const reply = await ask(host, { act: 'unlock' }, { ...host.session, url, headers: BROWSER });
    expect([reply.status, reply.headers.Location]).toEqual([303, '/administrators']);
    expect(host.sink.events).toMatchObject([{ type: 'countersign.unlocked', actor: 'alice', reason: REASON }]);
    const plain = await ask(host, { act: 'unlock' }, { ...host.session, headers: BROWSER });
    expect(plain.headers.Location).toBe('/');
  });

  test('R59, R72: issues a code for another, which the reply holds once; a second one approves it', async () => {
    const asked: unknown[] = [];
    const canAdminister: CanAdminister<User> = (actor, subject, act) => {
      asked.push([actor.id, subject, act]);
      return actor.id !== 'bob';
    };
    const host = await createAdministered(canAdminister, { bypassCodes: { secondApprover: true } });
    const reply = await ask(host, { act: 'bypass-code' }, host.session);
    const { id, ...issued } = bodyOf(reply) as { id: string };
    expect([reply.status, issued]).toEqual([
      201,
      { code: expect.stringMatching(/^(\w{4}-){3}\w{4}$/), expiresAt: expect.any(String), needsApproval: true },
    ]);
    expect(reply.headers['Cache-Control']).toBe('no-store');
    const approve = (value: object) =>
      ask(host, { act: 'bypass-code/approve' }, host.session, { reason: REASON, ...value });
    expect(refusalOf(await approve({}))).toBe('400 bad_request');
    expect(refusalOf(await approve({ id: 'another' }))).toBe('400 bad_request');
    expect(refusalOf(await approve({ id }))).toBe('403 enrolment_not_allowed');
    const carol = { user: { ...host.alice, id: 'carol' }, assurance: { ...proof(host), subject: 'carol' } };
    await host.factors.enrol('carol', { kind: 'phone', ...KEPT }, { first: true });
    const by = { act: 'bypass-code/approve' } as const;
    expect((await ask(host, by, carol, { reason: REASON, id })).status).toBe(204);
    expect(host.sink.events).toMatchObject([
      { type: 'countersign.bypass.issued', subject: 'bob', actor: 'alice', reason: REASON },
      { type: 'countersign.bypass.approved', subject: 'bob', actor: 'carol', issuer: 'alice' },
    ]);
    expect(asked).toContainEqual(['carol', 'bob', 'bypass-code/approve']);
  });

  test('R59: sees it in a browser on a page of its own, which leads back to where the form was', async () => {
    const host = await createAdministered();
    const url = '/2fa/admin/subjects/bob/bypass-code?returnTo=/administrators';
    const { status, body, headers } = await ask(
      host,
      { act: 'bypass-code' },
      { ...host.session, url, headers: BROWSER },
    );
    expect([status, headers['Cache-Control']]).toEqual([200, 'no-store']);
    expect(body).toMatch(/<code>(\w{4}-){3}\w{4}<\/code>/);
    expect(body).toContain('href="/administrators"');
    expect(body).not.toContain('second administrator');
  });

  test('R38, R72: does nothing any more when the own factors were reset a moment ago, in another process', async () => {
    for (const act of ACTS) {
      const host = await createAdministered();
      await host.web.judge({ ...host.session, headers: {} } as never);
      await host.factors.removeFactors('alice');
      expect(refusalOf(await ask(host, { act }, host.session))).toBe('401 second_factor_required');
      expect(await seen(host)).toEqual(UNTOUCHED);
    }
  });

  test.each(ACTS)('R72: cannot %s the own account: 403', async (act) => {
    const host = await createAdministered();
    const refused = await ask(host, { act, subject: 'alice' }, host.session);
    expect(refusalOf(refused)).toBe('403 enrolment_not_allowed');
    expect(host.sink.events).toEqual([]);
  });

  test.each([
    {},
    { reason: 'short' },
    { reason: 7 },
    { reason: REASON, actor: 'carol' },
    { reason: REASON, subject: 'x' },
  ])('R21, R72: says why, and nothing else: %j is refused', async (body) => {
    const host = await createAdministered();
    expect(refusalOf(await ask(host, {}, host.session, body))).toBe('400 bad_request');
    expect(await seen(host)).toEqual(UNTOUCHED);
  });
});

describe('everybody else', () => {
  test.each(ACTS)('R72: cannot %s what the host does not let: it looks like what is not there', async (act) => {
    const answers: readonly [Web & { session: Asked }, string][] = [
      [await createAdministered(), 'carol'],
      [await createAdministered(() => false), 'bob'],
      [await createAdministered(async () => 'yes' as unknown as boolean), 'bob'],
    ];
    for (const [host, subject] of answers) {
      const reply = await ask(host, { act, subject }, host.session);
      expect([reply.status, bodyOf(reply)]).toEqual([404, { statusCode: 404, message: 'Not Found' }]);
      expect(await seen(host)).toEqual(UNTOUCHED);
    }
  });

  test('R72: finds no such route where the host lets nobody', async () => {
    const host = createWeb();
    const reply = await ask(host, {}, { user: host.alice, assurance: proof(host) });
    expect([reply.status, bodyOf(reply)]).toEqual([404, { statusCode: 404, message: 'Not Found' }]);
    expect(() => createWeb({}, { canAdminister: true as unknown as CanAdminister<User> })).toThrow(/canAdminister/);
  });

  test('R72: needs a second factor proved within 300 s, whatever the policy', async () => {
    let policy: 'required' | 'off' = 'required';
    const host = await createEnrolled({ policy: () => policy }, { canAdminister: () => true });
    const { alice: user, clock } = host;
    const proofs: readonly [Asked, string][] = [
      [{}, '401 second_factor_required'],
      [{ user }, '401 second_factor_required'],
      [{ user, assurance: proof(host, { amr: ['pwd'], verifiedAt: null }) }, '401 second_factor_required'],
      [{ user, assurance: proof(host, { verifiedAt: clock.now() - 301_000 }) }, '401 step_up_required'],
    ];
    for (policy of ['required', 'off'] as const) {
      for (const [asked, refusal] of proofs) {
        const reply = await ask(host, {}, asked);
        expect(refusalOf(reply)).toBe(refusal);
        expect(reply.headers['WWW-Authenticate']).toContain('insufficient_user_authentication');
      }
    }
    expect(host.sink.events).toEqual([]);
  });

  test('R79: another site’s page starts nothing', async () => {
    const host = await createAdministered();
    const headers = { ...JSON_CLIENT, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(refusalOf(await ask(host, {}, { ...host.session, headers }))).toBe('403 cross_origin');
    expect(await seen(host)).toEqual(UNTOUCHED);
  });

  test('R19: is refused when the host’s function fails, which the operator hears', async () => {
    const host = await createAdministered(() => {
      throw new Error('sentinel');
    });
    expect(refusalOf(await ask(host, {}, host.session))).toBe('503 second_factor_unavailable');
    expect([await seen(host), host.log]).toEqual([UNTOUCHED, ['error: A request failed: Error']]);
  });
});
