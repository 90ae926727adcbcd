import { beforeAll, describe, expect, test } from '@jest/globals';
import { BROWSER, bodyOf, Client, createEnrolled, pageOf, proof, refusalOf, type Web } from '../spec/web.js';

let host: Web;
let codes: readonly string[];
beforeAll(async () => {
  host = await createEnrolled();
  const renewed = await host.web.secondFactor.renewRecoveryCodes(host.alice, proof(host));
  codes = renewed.codes.map((code) => code.grouped());
});

/** A client whose password was right. */
async function atTheCode(headers?: typeof BROWSER): Promise<Client> {
  const client = new Client(host, headers);
  await client.call('logIn');
  return client;
}

const recovery = (code: string | undefined) => ({ code, method: 'recovery' });
const heading = (document: Document) => document.querySelector('h1')?.textContent;
const WRONG = 'AAAA-AAAA-AAAA-AAAA';

describe('a recovery code', () => {
  test('R18: that cannot be one is a bad request; R20: a wrong one is like any wrong code', async () => {
    const client = await atTheCode();
    for (const code of ['493817', WRONG.slice(1), 7, '']) {
      expect(refusalOf(await client.call('verify', recovery(code as string)))).toBe('400 bad_request');
    }
    const wrong = await client.call('verify', recovery(WRONG));
    expect([refusalOf(wrong), bodyOf(wrong).attemptsLeft]).toEqual(['401 code_wrong', 4]);
    // Without its method it is no answer to the text message.
    expect(refusalOf(await client.call('verify', { code: codes[0] }))).toBe('400 bad_request');
  });

  test('has a field of its own on the page, behind “Try another way”, without scripts', async () => {
    const client = await atTheCode(BROWSER);
    const link = pageOf(await client.call('show')).querySelector('.another-way a');
    expect([link?.textContent, link?.getAttribute('href')]).toEqual(['Use a recovery code', '/2fa?method=recovery']);
    const asked = { url: '/2fa?method=recovery' };
    const page = pageOf(await client.call('show', undefined, asked));
    expect([heading(page), page.querySelector('[name=method]')?.getAttribute('value')]).toEqual([
      ...['Use a recovery code', 'recovery'],
    ]);
    for (const code of [WRONG, 'nonsense']) {
      const again = await client.call('verify', recovery(code), { url: '/2fa/verify' });
      expect([again.status, heading(pageOf(again))]).toEqual([code === WRONG ? 401 : 400, 'Use a recovery code']);
      expect(again.body).not.toContain(code);
    }
  });

  test('R60: answers an API client with 202, a new token and what must be bound, and signs nobody in', async () => {
    const headers = { accept: 'application/json', 'content-type': 'application/json', prefer: 'countersign=bearer' };
    const begun = bodyOf(await new Client(host, headers).call('logIn'));
    const authorization = `Bearer ${begun.token}`;
    const typed = codes[1]?.toLowerCase().replaceAll('-', ' ');
    const reply = await new Client(host, { ...headers, authorization }).call('verify', recovery(typed));
    expect([reply.status, bodyOf(reply)]).toMatchObject([202, { status: 'enrolment_required', purpose: 'enrol' }]);
    expect(bodyOf(reply).token).not.toBe(begun.token);
    expect(reply.body).not.toMatch(/signed_in|redirectTo|recoveryCodes/);
    const old = await new Client(host, { ...headers, authorization }).call('show');
    expect(refusalOf(old)).toBe('401 sign_in_expired');
  });

  test('R59, R60: leads a browser to a new phone, then to fresh codes that are shown once, and no-store', async () => {
    const client = await atTheCode(BROWSER);
    const led = await client.call('verify', recovery(codes[2]));
    expect([led.status, led.headers.Location, led.cookies.length]).toEqual([303, '/2fa', 1]);
    expect(heading(pageOf(await client.call('show')))).toBe('Register your second step anew');
    await client.call('enrolPhone', { phone: '06 87654321', country: 'NL' });
    const done = await client.call('verify', { code: host.sender.last.code });
    expect([done.status, done.headers['Cache-Control'], heading(pageOf(done))]).toEqual([
      ...[200, 'no-store', 'Your new recovery codes'],
    ]);
    const fresh = [...pageOf(done).querySelectorAll('.recovery-codes code')].map(({ textContent }) => textContent);
    expect(new Set([...fresh, ...codes]).size).toBe(20);
    const save = pageOf(done).querySelector('a[download]')?.getAttribute('href') ?? '';
    for (const code of fresh) expect(decodeURIComponent(save)).toContain(`\n${code}\n`);
    const onwards = [...pageOf(done).querySelectorAll('a')].at(-1);
    expect([onwards?.textContent, onwards?.getAttribute('href')]).toEqual(['Continue', '/']);
    const session = { user: host.alice, assurance: proof(host, { epoch: 3 }) };
    const later = [await client.call('show'), await client.call('show', undefined, session), await atTheCode()];
    for (const code of [...fresh, ...codes]) expect(JSON.stringify([later, host.sink.events])).not.toContain(code);
    expect(refusalOf(await (await atTheCode()).call('verify', recovery(codes[3])))).toBe('401 code_wrong');
  });

  test('R58: of which five were wrong is refused like any lock, also on the page', async () => {
    await host.web.secondFactor.unlock('alice', { actor: 'bob', reason: 'Alice has called and proved who she is' });
    for (let n = 0; n < 5; n++) await (await atTheCode()).call('verify', recovery(WRONG));
    expect(refusalOf(await (await atTheCode()).call('verify', recovery(WRONG)))).toBe('429 second_factor_locked');
    const page = await (await atTheCode(BROWSER)).call('verify', recovery(WRONG));
    expect([page.status, page.headers['Retry-After']]).toEqual([429, '86400']);
  });
});
