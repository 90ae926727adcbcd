import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SecondFactorModule } from './index.js';
import { adapter } from './spec/adapter.js';
import { type Host, type HostSetup, makeAdapter, makeParts, startHost } from './spec/host.js';
import { HostModule } from './spec/host.module.js';
import { hostOptions } from './spec/host.options.js';
import { enterPassword, signIn, visit } from './spec/walk.js';

const HOSTS: readonly [name: string, setup: HostSetup][] = [
  ['as Nest makes it', {}],
  ['with rawBody: true', { nest: { rawBody: true } }],
  ['with bodyParser: false', { nest: { bodyParser: false } }],
  ['with a global prefix', { prepare: (app) => void app.setGlobalPrefix('api') }],
];

const codes = (code: string) => ({
  'an array': [code],
  'an array of digits': [...code],
  'an object': { code },
  'an object that can be printed': { toString: 'code', code },
  'a number': Number(`1${code}`),
  true: true,
  false: false,
  null: null,
  'an empty text': '',
  blanks: '      ',
  'hyphens alone': '------',
  'a digit too few': code.slice(1),
  'a digit too many': `${code}0`,
  'Arabic digits': [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join(''),
  'full-width digits': [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
  'a line end': `${code}\n`,
  'a tab': `\t${code}`,
  'a no-break space': `\u00a0${code}`,
  'a NUL': `${code}\u0000`,
  'a sign': `+${code}`,
  letters: 'abcdef',
  hexadecimal: '0x1234',
  'an exponent': '1e5000',
  'more than 64 bytes': `${' '.repeat(64)}${code}`,
  'more than 512 characters': `${code}${' '.repeat(600)}`,
});

/** 25 payloads on `code` that are no code; the text is the body as sent. */
function jsonBodies(code: string): [name: string, body: string][] {
  const bodies = Object.entries(codes(code)).map(([name, value]): [string, string] => [
    name,
    JSON.stringify({ code: value }),
  ]);
  return [
    ...bodies,
    ['nothing', '{}'],
    ['the same key twice', `{"code":"${code}","code":"${code}"}`],
    ['the same key twice, once escaped', `{"code":"${code}","c\\u006fde":"${code}"}`],
    ['another case', `{"Code":"${code}"}`],
  ];
}

function formBodies(code: string): [name: string, body: string][] {
  return [
    ['nothing', ''],
    ['an empty text', 'code='],
    ['blanks', 'code=+++'],
    ['a digit too few', `code=${code.slice(1)}`],
    ['a digit too many', `code=${code}0`],
    ['letters', 'code=abcdef'],
    ['an array', `code[]=${code}`],
    ['an index', `code[0]=${code}`],
    ['an object', `code[value]=${code}`],
    ['the same key twice', `code=${code}&code=${code}`],
    ['the same key twice, once encoded', `code=${code}&%63ode=${code}`],
    ['two codes', `code=${code}+or+${code === '111111' ? '222222' : '111111'}`],
    ['more than 512 characters', `code=${code}${'+'.repeat(600)}`],
    ['another case', `CODE=${code}`],
    ['a semicolon between', `x=1;code=${code}`],
    ['JSON', `{"code":"${code}"}`],
  ];
}

const FORM = { bodyFormat: 'form' } as const;

async function expectBadRequest(
  reply: Promise<Response>,
  details: unknown = expect.arrayContaining([expect.any(String)]),
): Promise<void> {
  const response = await reply;
  expect([response.status, await response.json()]).toEqual([
    400,
    { statusCode: 400, errorCode: 'bad_request', message: 'The request is not of the right form.', details },
  ]);
  expect(response.headers.get('cache-control')).toBe('no-store');
}

describe.each(HOSTS)('bodies of the second step, in a host %s', (_, setup) => {
  let host: Host;
  let visitor: Visitor;
  let base: string;
  beforeAll(async () => {
    host = await startHost(setup);
    base = setup.prepare ? '/api' : '';
  });
  afterAll(() => host.app.close());
  beforeEach(async () => {
    host.clock.advance(86_400_000);
    visitor = await pendingSignIn(host, base);
  });

  const post = (path: string, body: string | object, init = {}) => visitor.post(`${base}${path}`, body, init);

  test('R18: no payload that is no code, as JSON, is evaluated', async () => {
    const { code } = host.sender.last;
    const bodies = jsonBodies(code);
    expect(bodies.length).toBeGreaterThanOrEqual(25);
    for (const [, body] of bodies) await expectBadRequest(post('/2fa/verify', body));
    expect((await post('/2fa/verify', { code })).status).toBe(200);
  });

  test('R18: none as a form either', async () => {
    const { code } = host.sender.last;
    for (const [, body] of formBodies(code)) await expectBadRequest(post('/2fa/verify', body, FORM));
    expect((await post('/2fa/verify', `code=${code}`, FORM)).status).toBe(200);
  });

  test('what is no body of the contract is 400 and says why', async () => {
    const header = (type: string) => ({ headers: { 'content-type': type } });
    const twice = ['body: holds a key twice'];
    const form = ['body: must be application/json or application/x-www-form-urlencoded'];
    await expectBadRequest(post('/2fa/verify', '{"code":'), ['body: is not valid JSON']);
    await expectBadRequest(post('/2fa/verify', '[]'), ['body: must be an object']);
    await expectBadRequest(post('/2fa/verify', '"123456"'), ['body: must be an object']);
    await expectBadRequest(post('/2fa/verify', 'null'), ['body: must be an object']);
    await expectBadRequest(post('/2fa/verify', '{"code":"1","code":"2"}'), twice);
    await expectBadRequest(post('/2fa/verify', 'code=1&code=2', FORM), twice);
    await expectBadRequest(post('/2fa/verify', '{"code":"123456"}', header('text/plain')), form);
    await expectBadRequest(post('/2fa/verify', '<code/>', header('application/xml')), form);
    await expectBadRequest(post('/2fa/verify', 'x', header('multipart/form-data; boundary=x')), form);
    await expectBadRequest(post('/2fa/verify', { code: 'x'.repeat(9_000) }), ['body: must not exceed 8192 bytes']);
    await expectBadRequest(post('/2fa/verify', { code: 'x'.repeat(300_000) }), ['body: must not exceed 8192 bytes']);
  });

  test('no field that is not of the contract is taken (R21)', async () => {
    const { code } = host.sender.last;
    const claims = {
      userId: host.accounts.named('bob').id,
      subject: host.accounts.named('bob').id,
      phone: '+31687654317',
      otpRequired: false,
      skip: true,
      bypass_otp: '1',
      trusted: true,
      verifiedAt: 9e15,
      amr: ['mfa'],
      constructor: {},
    };
    for (const [name, value] of Object.entries(claims)) {
      await expectBadRequest(post('/2fa/verify', { code, [name]: value }), [`${name}: should not exist`]);
    }
    await expectBadRequest(post('/2fa/verify', `{"code":"${code}","__proto__":{"skip":true}}`), [
      '__proto__: should not exist',
    ]);
    for (const method of ['email', 'voice', 'totp', '', 1, ['sms']]) {
      await expectBadRequest(post('/2fa/verify', { code, method }), [expect.stringMatching(/^method: /)]);
    }
    await expectBadRequest(post('/2fa/code', { phone: '+31687654317' }), ['phone: should not exist']);
    await expectBadRequest(post('/2fa/phone', { phone: '+31687654317', userId: 'x' }), ['userId: should not exist']);
    await expectBadRequest(post('/2fa/step-up', { maxAge: 1 }), ['maxAge: should not exist']);
    await expectBadRequest(post('/2fa/cancel', { all: true }), ['all: should not exist']);
    expect((await visitor.get(`${base}/secret`)).status).toBe(401);
    expect((await post('/2fa/verify', { code })).status).toBe(200);
  });

  test.each(['/2fa/%76erify', '/2FA/Verify', '/2fa/verify/', '/2fa//verify'])(
    'an odd spelling is no way round, whether the router serves it or not: %s',
    async (path) => {
      const response = await post(path, `{"code":"${host.sender.last.code}","code":"1"}`);
      const answer = (await response.json()) as object;
      expect([response.status, answer]).toEqual(
        response.status === 404
          ? [404, expect.anything()]
          : [400, expect.objectContaining({ details: ['body: holds a key twice'] })],
      );
    },
  );

  test('every route that takes a body refuses one of another type', async () => {
    await expectBadRequest(post('/2fa/phone', { phone: 31612345642 }));
    await expectBadRequest(post('/2fa/phone', { phone: '0612345642', country: ['NL'] }));
    await expectBadRequest(post('/2fa/code', { channel: 'call' }));
    await expectBadRequest(post('/2fa/code', { factorId: {} }));
    await expectBadRequest(post('/2fa/verify', { code: '123456', trustDevice: 'yes' }));
  });
});

async function pendingSignIn(host: Host, base: string): Promise<Visitor> {
  const visitor = visit(host);
  await visitor.post(`${base}/login?username=alice&password=alice-password`);
  const enrolled = (await host.factors.factors(host.accounts.named('alice').id)).length > 0;
  if (!enrolled) await visitor.post(`${base}/2fa/phone`, { phone: '+31612345642' });
  return visitor;
}

describe('bodies of the host’s own routes', () => {
  let host: Host;
  afterAll(() => host.app.close());

  test('are read as ever, and raw where the host asks for it', async () => {
    host = await startHost({ nest: { rawBody: true } });
    const visitor = await signIn(host);
    const body = '{ "a": 1, "a": 2 }';
    expect(await (await visitor.post('/echo', body)).json()).toEqual({ body: { a: 2 }, raw: body });
    const large = { text: 'x'.repeat(20_000) };
    expect(await (await visitor.post('/echo', large)).json()).toMatchObject({ body: large });
    expect((await visitor.post('/echo', '{"a":')).status).toBe(400);
    const text = await visitor.post('/echo', 'plain', { headers: { 'content-type': 'text/plain' } });
    // Fastify has a parser for it.
    expect(await text.json()).toEqual({ body: adapter.name === 'fastify' ? 'plain' : null, raw: null });
    await enterPassword(host);
  });
});

describe('under Nest’s testing module', () => {
  let app: INestApplication;
  afterAll(() => app.close());

  test('bodies are read as strictly', async () => {
    const parts = makeParts();
    const root = HostModule.with(SecondFactorModule.forRoot(hostOptions(parts)), parts.accounts, {});
    app = (await Test.createTestingModule({ imports: [root] }).compile()).createNestApplication(makeAdapter());
    await app.listen(0, '127.0.0.1');
    const host = Object.assign(parts, { app, url: await app.getUrl() });
    await expectBadRequest(visit(host).post('/2fa/verify', '{"code":"1","code":"2"}'), ['body: holds a key twice']);
    await expectBadRequest(visit(host).post('/2fa/cancel', '{'), ['body: is not valid JSON']);
  });
});
