import { afterEach, expect, test } from '@jest/globals';
import type { Account } from './spec/accounts.js';
import type { AdapterName } from './spec/adapter.js';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, visit } from './spec/walk.js';

let host: Host | undefined;
afterEach(() => host?.app.close());

const REASON = { reason: 'Bob has called and proved who he is' };
const canAdminister = ({ name }: Account, subject: string) => name === 'alice' && subject.startsWith('bob');
const outcomeOf = async (answer: Promise<Response>) => {
  const response = await answer;
  const { errorCode } = (response.status === 204 ? {} : await response.json()) as { errorCode?: string };
  return [response.status, errorCode].filter(Boolean).join(' ');
};

test.each<AdapterName>(['express', 'fastify'])(
  'R72: on %s an administrator unlocks and resets another, with a fresh proof and a reason; nobody the own account',
  async (adapter) => {
    host = await startHost({ adapter, options: { canAdminister } });
    const [alice, bob] = [await signIn(host), await signIn(host, visit(host), 'bob')];
    const of = (name: string, act: string) => `/2fa/admin/subjects/${host?.accounts.named(name).id}/${act}`;
    expect(await outcomeOf((await enterPassword(host)).post(of('bob', 'reset'), REASON))).toBe(
      '401 second_factor_required',
    );
    expect(await outcomeOf(alice.post(of('bob', 'reset'), { ...REASON, force: true }))).toBe('400 bad_request');
    expect(await outcomeOf(alice.post(of('bob', 'reset'), '{'))).toBe('400 bad_request');
    expect(await outcomeOf(bob.post(of('alice', 'unlock'), REASON))).toBe('404');
    expect(await outcomeOf(bob.post(of('bob', 'unlock'), REASON))).toBe('403 enrolment_not_allowed');
    expect(await outcomeOf(alice.post(of('bob', 'unlock'), REASON))).toBe('204');
    const approval = { ...REASON, id: 'none' };
    expect(await outcomeOf(alice.post(of('bob', 'bypass-code/approve'), approval))).toBe('403 enrolment_not_allowed');
    expect(await outcomeOf(alice.post(of('bob', 'bypass-code'), REASON))).toBe('201');
    expect(await outcomeOf(alice.post(of('bob', 'reset'), REASON))).toBe('204');
    const types = host.events.types.filter((type) => !type.startsWith('countersign.notice.'));
    expect(types.slice(-3)).toEqual([
      ...['countersign.unlocked', 'countersign.bypass.issued', 'countersign.factors.reset'],
    ]);
    expect((await bob.get('/secret')).status).toBe(401);
    host.clock.advance(301_000);
    expect(await outcomeOf(alice.post(of('bob', 'unlock'), REASON))).toBe('401 step_up_required');
  },
);

test.each<AdapterName>(['express', 'fastify'])(
  'R72: on %s there are no such routes where the host lets nobody',
  async (adapter) => {
    host = await startHost({ adapter });
    const alice = await signIn(host);
    expect(await outcomeOf(alice.post(`/2fa/admin/subjects/${host.accounts.named('bob').id}/reset`, REASON))).toBe(
      '404',
    );
  },
);
