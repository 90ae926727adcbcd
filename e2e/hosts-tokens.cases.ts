import { expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { outcomeOf } from './harness/attack.js';
import { describeEach, open } from './harness/hosts/all-hosts.js';
import type { HostVisitor } from './harness/hosts/host-visitor.js';
import { newPerson } from './harness/hosts/person.js';
import { ORIGIN } from './harness/hosts/running-host.js';
import { SECRET } from './harness/system.js';
import { makeTicket } from './hosts/src/parts/tickets.js';

const me = (visitor: HostVisitor) => outcomeOf(visitor.get('/api/me'));

/** Renews the tokens that a visitor holds. */
const refresh = (visitor: HostVisitor, token = visitor.tokens.refresh) =>
  outcomeOf(visitor.twin({}).post('/token/refresh', { refresh_token: token }));

describeEach(open.withTokens)('%s', (_, host) => {
  test('the access token says in its claims what was proved, for this issuer and a short time', async () => {
    const { visitor } = await host.enrol();
    const { iat = 0, exp = 0, ...claims } = decodeJwt(visitor.tokens.access ?? '');
    expect(claims).toEqual({
      ...{ iss: ORIGIN, aud: ORIGIN, sub: expect.stringMatching(/^account-/) },
      ...{ amr: ['pwd', 'sms', 'mfa'], acr: 'urn:countersign:acr:second-factor' },
      ...{ auth_time: expect.any(Number), countersign_epoch: 1 },
      ...{ countersign_method: 'sms', countersign_proof: expect.any(String) },
      countersign_first: expect.any(Number),
    });
    expect(exp - iat).toBe(300);
  });

  test('R43, R44: before the second step there is no token but the pending one, and that opens and renews nothing', async () => {
    const { visitor } = await host.atCode();
    expect([visitor.tokens.access, visitor.tokens.refresh]).toEqual([undefined, undefined]);
    expect(await refresh(visitor, visitor.tokens.pending)).toBe('401');
    const { visitor: inside } = await host.enrol();
    expect(await refresh(visitor, inside.tokens.access)).toBe('401');
    const thief = host.visitor({ headers: { authorization: `Bearer ${inside.tokens.refresh}` } });
    expect(await me(thief)).toBe('401');
  });

  test('R44: a token that somebody else has signed, or that was changed, is none', async () => {
    const { visitor } = await host.enrol();
    const [header = '', body = '', signature = ''] = (visitor.tokens.access ?? '').split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...claims, sub: 'account-alice' })).toString('base64url');
    const ticket = await makeTicket(SECRET, 'api', 'alice@example.com', claims as never);
    for (const forged of [`${none}.${body}.`, `${header}.${other}.${signature}`, `${header}.${body}.`, ticket]) {
      const thief = host.visitor({ headers: { authorization: `Bearer ${forged}` } });
      expect([await me(thief), await outcomeOf(thief.post('/2fa/step-up'))]).toEqual(['401', '401 sign_in_expired']);
    }
  });

  test('a refresh token renews what was proved, once', async () => {
    const { visitor } = await host.enrol();
    const old = visitor.tokens.refresh;
    const proved = async () => (await (await visitor.get('/api/me')).json()) as object;
    const before = await proved();
    expect(await outcomeOf(visitor.post('/token/refresh', { refresh_token: old }))).toBe('200');
    expect([await proved(), visitor.tokens.refresh === old]).toEqual([before, false]);
    expect([await refresh(visitor, old), await refresh(visitor)]).toEqual(['401', '200']);
  });

  test('R38: a change of the factors ends the tokens of before, and their refresh', async () => {
    const person = newPerson();
    const visitor = host.visitor();
    const ticket = await makeTicket(SECRET, 'sso', person.username, { amr: ['hwk', 'mfa'] });
    expect((await visitor.post('/sso', { ticket })).status).toBe(200);
    expect([await me(visitor), await refresh(visitor.twin())]).toEqual(['200', '200']);
    expect(await outcomeOf(visitor.post('/sso', { ticket }))).toBe('200');
    await host.enrol(person);
    expect(await me(visitor)).toBe('401 second_factor_required');
    expect(await refresh(visitor)).toBe('401 second_factor_required');
  });

  test('R46: an account that is shut out is so with the tokens that it has', async () => {
    const { visitor: administrator } = await host.enrol();
    const { person, visitor } = await host.enrol();
    const { username } = person;
    expect(await outcomeOf(administrator.post('/api/accounts/disable', { username }))).toBe('200');
    expect([await me(visitor), await refresh(visitor)]).toEqual(['401', '401']);
  });

  test('R48: a log-out ends the refresh, and whatever is pending', async () => {
    const { visitor, person } = await host.enrol();
    await host.pass(30);
    expect(await outcomeOf(visitor.post('/2fa/step-up'))).toBe('202 code_required');
    const held = visitor.twin();
    expect(await outcomeOf(visitor.post('/logout', { refresh_token: visitor.tokens.refresh }))).toBe('204');
    expect(await refresh(held)).toBe('401');
    expect(await outcomeOf(held.post('/2fa/verify', { code: host.codeOf(person) }))).toBe('401 sign_in_expired');
  });

  test('R70: who came without the second step is not renewed when it is asked for again', async () => {
    const { person: bob } = await host.enrol();
    const { visitor: alice } = await host.enrol();
    const turn = (to: string) => outcomeOf(alice.request('PUT', '/api/settings', { secondFactor: to }));
    expect(await turn('off')).toBe('200');
    const visitor = host.visitor();
    expect((await visitor.logIn(bob)).status).toBe(200);
    expect(decodeJwt(visitor.tokens.access ?? '')).toMatchObject({
      ...{ amr: ['pwd'], acr: 'urn:countersign:acr:first-factor' },
    });
    expect(await turn('required')).toBe('200');
    expect([await me(visitor), await refresh(visitor)]).toEqual(Array(2).fill('401 second_factor_required'));
  });
});
