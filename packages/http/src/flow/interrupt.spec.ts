import type { Assurance } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { type Asked, BROWSER, Client, createEnrolled, pageOf, proof, type User, type Web } from '../spec/web.js';

const FORM = { reason: 'lost phone <b>"', day: ['mo', 'tu'] };
const FRESH = { maxAgeSeconds: 300 };
const CONTINUE = '/2fa?returnTo=%2F2fa%2Fcontinue';

/** A session whose middleware tells its id, as that of Express does. */
const inSession = (id: string, assurance: Assurance | undefined, user: User): Asked => ({
  ...{ user, assurance },
  source: { headers: {}, session: { id } },
});

/** What a guard answers to a form that a browser has posted. */
async function posted(host: Web, asked: Asked = {}, demand = FRESH) {
  const headers = { ...BROWSER, 'content-length': '60', referer: 'https://manage.example.com/administrators/7?tab=2' };
  const old = proof(host, { verifiedAt: host.clock.now() - 400_000 });
  const request = {
    ...{ method: 'POST', url: '/administrators/7/unlock?x=1', body: FORM as unknown },
    ...inSession('A', old, host.alice),
    ...asked,
    headers: { ...headers, ...asked.headers },
  } as Parameters<Web['web']['judge']>[0];
  const error = await host.web.judge(request, demand);
  return error && host.web.refuseGuarded(request, error);
}

/** Takes the step-up that the guard asked for; tells what the new session has proved, and where it goes. */
async function stepUp(host: Web, location: string, asked: Asked) {
  const client = new Client(host, BROWSER);
  const url = location.replace('/2fa', '/2fa/step-up');
  expect((await client.call('stepUp', {}, { ...asked, url })).status).toBe(303);
  const verified = await host.web.secondFactor.verify(client.token, host.sender.last.code);
  return { assurance: verified.assurance, returnTo: verified.returnTo };
}

describe('a form that a browser has posted when its session was out of date', () => {
  test('R66, R67: is offered once, to the session that the step-up made, and posts the same to the same place', async () => {
    const host = await createEnrolled();
    const reply = await posted(host);
    expect([reply?.status, reply?.headers.Location]).toEqual([303, CONTINUE]);
    // A step-up that was begun for something else must not take this one's place.
    expect(reply?.cookies.join()).toMatch(/countersign=;.*(Max-Age=0|1970)/);
    const before = inSession('A', proof(host, { verifiedAt: 1 }), host.alice);
    const { assurance, returnTo } = await stepUp(host, CONTINUE, before);
    expect(returnTo).toBe('/2fa/continue');
    const client = new Client(host, BROWSER);
    for (const other of [before, inSession('B', proof(host), host.alice), {}]) {
      expect((await client.call('continueForm', undefined, other)).headers.Location).toBe('/');
    }
    const after = inSession('C', assurance, host.alice);
    const shown = await client.call('continueForm', undefined, after);
    expect(shown.headers).toMatchObject({ 'Referrer-Policy': 'same-origin', 'Cache-Control': 'no-store' });
    const page = pageOf(shown);
    const form = page.querySelector('form');
    expect([form?.getAttribute('method'), form?.getAttribute('action')]).toEqual([
      'post',
      '/administrators/7/unlock?x=1',
    ]);
    const fields = [...(form?.querySelectorAll('input') ?? [])].map((input) => [
      input.name,
      input.getAttribute('value'),
    ]);
    expect(fields).toEqual([
      ['reason', FORM.reason],
      ['day', 'mo'],
      ['day', 'tu'],
    ]);
    expect(page.querySelector('main')?.textContent).toContain('POST /administrators/7/unlock?x=1');
    expect(await posted(host, after)).toBeUndefined();
    expect((await client.call('continueForm', undefined, after)).headers.Location).toBe('/');
  });

  test('is offered to a session that had proved its password alone, after the whole second step', async () => {
    const host = await createEnrolled();
    const session = inSession('A', proof(host, { amr: ['pwd'], verifiedAt: null }), host.alice);
    expect((await posted(host, session))?.headers.Location).toBe(CONTINUE);
    const { assurance } = await stepUp(host, CONTINUE, session);
    const shown = await new Client(host, BROWSER).call('continueForm', undefined, { user: host.alice, assurance });
    expect(shown.status).toBe(200);
  });

  test('stays where it is with a step-up for another page', async () => {
    const host = await createEnrolled();
    await posted(host);
    const session = inSession('A', proof(host), host.alice);
    const { assurance, returnTo } = await stepUp(host, '/2fa?returnTo=%2Fproducts', session);
    expect(returnTo).toBe('/products');
    const shown = await new Client(host, BROWSER).call('continueForm', undefined, { user: host.alice, assurance });
    expect(shown.status).toBe(303);
  });
});

describe('a form that is not kept', () => {
  const back = '/2fa?returnTo=%2Fadministrators%2F7%3Ftab%3D2';

  test.each<[string, Asked]>([
    ['a password', { body: { newPassword: 'x' } }],
    ['a code', { body: { a: 'b', backup_Code: '1' } }],
    ['a secret', { body: { apiSECRET: 'x' } }],
    ['a token', { body: { _csrfToken: 'x' } }],
    ['a structure', { body: { a: { b: 'c' } } }],
    ['a list of one', { body: { a: ['b'] } }],
    ['more than 8 kB', { body: { a: 'ä'.repeat(1_400) } }],
    ['a body that nobody has read', { body: undefined }],
    ['a body that an empty object stands for', { body: {} }],
    ['a session that nothing tells from others', { source: { headers: {} } }],
  ])('R67: with %s: the person is sent to the page it came from', async (_, asked) => {
    const host = await createEnrolled();
    let kept = 0;
    host.pending.keep = async () => void kept++;
    expect((await posted(host, asked))?.headers.Location).toBe(back);
    expect(kept).toBe(0);
  });

  test('when the store does not answer: the same', async () => {
    const host = await createEnrolled();
    host.pending.keep = () => Promise.reject(new Error('down'));
    expect((await posted(host))?.headers.Location).toBe(back);
  });

  test.each([
    ['https://evil.example/administrators', '/'],
    ['no address', '/'],
    ['https://manage.example.com//evil.example/', '/'],
    ['https://manage.example.com/2fa/continue', '/'],
    ['https://manage.example.com/a?b=c#d', '/a?b=c'],
  ])('R81: from %s it goes to %s', async (referer, page) => {
    const host = await createEnrolled();
    const reply = await posted(host, { headers: { referer }, body: { password: 'x' } });
    expect(new URL(reply?.headers.Location ?? '', 'https://manage.example.com').searchParams.get('returnTo')).toBe(
      page,
    );
  });

  test('R79: of another site’s page, of nobody, and what is no form of a browser: the 401, and nothing kept', async () => {
    const host = await createEnrolled();
    host.pending.keep = () => {
      throw new Error('must not be kept');
    };
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    for (const asked of [
      { headers: foreign },
      { user: undefined },
      { headers: { accept: 'application/json' } },
      { headers: { 'content-type': 'application/json' } },
      { method: 'PUT' },
    ]) {
      expect((await posted(host, asked))?.status).toBe(401);
    }
  });
});

test('R66: methods that count are told, and a step-up begins with one of them', async () => {
  const host = await createEnrolled();
  const demand = { ...FRESH, methods: ['voice'] as const };
  const session = inSession('A', proof(host, { method: 'sms' }), host.alice);
  const request = { method: 'GET', url: '/vault', body: undefined, ...session } as Parameters<Web['web']['judge']>[0];
  const error = await host.web.judge(request, demand);
  expect(error?.data).toEqual({ next: '/2fa', maxAgeSeconds: 300, methods: ['voice'] });
  const reply = error && (await host.web.onwards({ ...request, headers: BROWSER }, error));
  expect(reply?.headers.Location).toBe('/2fa?returnTo=%2Fvault&method=voice');
  const shown = await new Client(host, BROWSER).call('show', undefined, {
    ...session,
    url: reply?.headers.Location ?? '',
  });
  expect(pageOf(shown).querySelector('form')?.getAttribute('action')).toBe(
    '/2fa/step-up?returnTo=%2Fvault&method=voice',
  );
});
