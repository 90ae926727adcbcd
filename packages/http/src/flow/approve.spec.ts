import { expect, test } from '@jest/globals';
import { BROWSER, bodyOf, Client, createEnrolled, pageOf, proof, refusalOf, type Web } from '../spec/web.js';

const REMOVE = { action: 'administrator.delete', description: () => 'Delete administrator Bob' };

/** Alice’s request to delete somebody. */
const removal = (host: Web, changes: object = {}) =>
  ({
    ...{
      method: 'POST',
      url: '/administrators/7/delete',
      headers: { accept: 'application/json', 'content-length': '20' },
    },
    ...{
      body: { reason: 'left' },
      user: host.alice,
      assurance: proof(host),
      source: { headers: {}, session: { id: 'A' } },
    },
    ...changes,
  }) as Parameters<Web['web']['approve']>[0];

/** Asks, takes the step-up of it, and tells the request of the session that came of it. */
async function approved(host: Web) {
  const request = removal(host);
  const refused = await host.web.approve(request, REMOVE);
  expect(refused).toMatchObject({ code: 'step_up_required', data: { next: '/2fa', maxAgeSeconds: 300 } });
  const client = new Client(host);
  const query = new URLSearchParams({ approval: refused?.data.approval ?? '' });
  const { user, assurance, source } = request;
  const opened = await client.call('stepUp', {}, { url: `/2fa/step-up?${query}`, user, assurance, source });
  expect([opened.status, bodyOf(opened)]).toMatchObject([202, { purpose: 'step-up' }]);
  const verified = await host.web.secondFactor.verify(client.token, host.sender.last.code);
  return removal(host, { assurance: verified.assurance });
}

const codeOf = async (host: Web, request: Parameters<Web['web']['approve']>[0], asked?: { maxAgeSeconds: number }) =>
  (await host.web.approve(request, REMOVE, asked))?.code;

test('R69: a fresh proof is not enough: one for just this action is, for one run of two at once', async () => {
  const host = await createEnrolled();
  const request = await approved(host);
  const outcomes = await Promise.all([codeOf(host, request), codeOf(host, request)]);
  expect(outcomes.sort()).toEqual(['step_up_required', undefined]);
});

test.each([
  ['body', { body: { reason: 'stayed' } }],
  ['query', { url: '/administrators/7/delete?all=1' }],
  ['path', { url: '/administrators/8/delete' }],
  ['method', { method: 'DELETE' }],
])('R69: with another %s after the approval it is a 401', async (_, changes) => {
  const host = await createEnrolled();
  const request = await approved(host);
  expect(await codeOf(host, { ...request, ...changes })).toBe('step_up_required');
  expect(await codeOf(host, request)).toBeUndefined();
});

test('R69: an approval of 301 s, or older than the step-up asks for, is a 401', async () => {
  const host = await createEnrolled();
  const request = await approved(host);
  host.clock.advance(61_000);
  expect(await codeOf(host, request, { maxAgeSeconds: 60 })).toBe('step_up_required');
  host.clock.advance(240_000);
  expect(await codeOf(host, request)).toBe('step_up_required');
});

test('R69: of nobody, of one without a second factor, and with a body that nobody has read, nothing runs', async () => {
  const host = await createEnrolled();
  expect(await codeOf(host, removal(host, { user: undefined }))).toBe('second_factor_required');
  expect(await codeOf(host, removal(host, { assurance: undefined }))).toBe('second_factor_required');
  await expect(codeOf(host, removal(host, { body: undefined }))).rejects.toThrow('mount approvals behind body parsers');
  host.pending.take = () => Promise.reject(new Error('down'));
  expect(await codeOf(host, removal(host, { assurance: proof(host, { proof: 'f'.repeat(32) }) }))).toBe(
    'second_factor_unavailable',
  );
});

test('R69: what was asked for in another session opens no step-up, and sends nothing', async () => {
  const host = await createEnrolled();
  const { approval = '' } = (await host.web.approve(removal(host), REMOVE))?.data ?? {};
  for (const [text, id] of [
    [approval, 'B'],
    [`A${approval}`, 'A'],
    ['A'.repeat(3_000), 'A'],
    ['', 'A'],
  ] as const) {
    const url = `/2fa/step-up?${new URLSearchParams({ approval: text })}`;
    const asked = { url, user: host.alice, assurance: proof(host), source: { headers: {}, session: { id } } };
    expect(refusalOf(await new Client(host).call('stepUp', {}, asked))).toBe('400 bad_request');
  }
  expect(host.sender.sent).toEqual([]);
});

test('R69: a browser is told what the code approves before one is sent', async () => {
  const host = await createEnrolled();
  const request = removal(host, { headers: { ...BROWSER, 'content-length': '20' } });
  const error = await host.web.approve(request, REMOVE);
  const { Location = '' } = (error && (await host.web.refuseGuarded(request, error)))?.headers ?? {};
  expect(Location).toMatch(/^\/2fa\?returnTo=%2F2fa%2Fcontinue&approval=/);
  const { user, assurance, source } = request;
  const page = pageOf(
    await new Client(host, BROWSER).call('show', undefined, { user, assurance, source, url: Location }),
  );
  expect(page.querySelector('main')?.textContent).toContain('Delete administrator Bob');
  expect(page.querySelector('form')?.getAttribute('action')).toBe(Location.replace('/2fa?', '/2fa/step-up?'));
});
