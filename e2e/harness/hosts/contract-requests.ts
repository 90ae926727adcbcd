import { malformedAnswers } from '../typed-answers.js';

/** One request of the contract: `{code}`, `{wrong}`, `{phone}`, `{username}` and `{password}` are filled in. */
export interface ContractRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Seconds that pass before it. */
  readonly after?: number;
}

const JSON_TYPE = { accept: 'application/json', 'content-type': 'application/json' };
const FORM_TYPE = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };

const get = (name: string, path: string, accept = 'application/json'): ContractRequest => ({
  ...{ name, method: 'GET', path, headers: { accept } },
});
const json = (name: string, path: string, body: object | string = {}, more = {}): ContractRequest => ({
  ...{ name, method: 'POST', path, headers: { ...JSON_TYPE, ...more } },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const form = (name: string, path: string, body = '', more = {}): ContractRequest => ({
  ...{ name, method: 'POST', path, headers: { ...FORM_TYPE, ...more }, body },
});
const later = (after: number, request: ContractRequest): ContractRequest => ({ ...request, after });

const STEPS = ['phone', 'code', 'verify', 'step-up', 'cancel'];
const evil = { origin: 'https://evil.example' };

/** What somebody gets who holds nothing: no cookie is in it. */
export const WITHOUT_COOKIE: readonly ContractRequest[] = [
  get('no sign-in', '/2fa'),
  get('no sign-in, as a page', '/2fa', 'text/html'),
  get('no preference', '/2fa', '*/*'),
  get('a type that nobody has', '/2fa', 'image/png'),
  get('a query', '/2fa?change=1&returnTo=/x', 'text/html'),
  ...STEPS.map((step) =>
    json(`${step} without a sign-in`, `/2fa/${step}`, step === 'verify' ? { code: '000000' } : {}),
  ),
  ...STEPS.map((step) => form(`${step} without a sign-in, a form`, `/2fa/${step}`)),
  json('a number without a sign-in', '/2fa/phone', { phone: '+31612345601' }),
  ...STEPS.map((step) => json(`${step} from another site`, `/2fa/${step}`, {}, evil)),
  form('from another site, a form', '/2fa/verify', 'code=000000', { 'sec-fetch-site': 'cross-site' }),
  json('a foreign token', '/2fa/verify', { code: '000000' }, { 'countersign-token': 'AAAAAAAAAAAAAAAA.AAAA' }),
  json('a token of the wrong shape', '/2fa/verify', { code: '000000' }, { authorization: 'Bearer x' }),
  ...Object.entries(malformedAnswers('123456')).map(
    ([name, [type, body]]): ContractRequest => ({
      ...{ name: `a body: ${name}`, method: 'POST', path: '/2fa/verify', body },
      headers: { accept: 'application/json', 'content-type': type },
    }),
  ),
  json('a body that is too large', '/2fa/verify', { code: '0'.repeat(20_000) }),
  json('a body that no parser of the host would take', '/2fa/verify', { code: '0'.repeat(300_000) }),
  json('a prototype beside the code', '/2fa/verify', '{"code":"000000","__proto__":{"x":1}}'),
  json('a constructor beside the code', '/2fa/verify', '{"code":"000000","constructor":{"prototype":{}}}'),
  json('bytes that are no UTF-8', '/2fa/verify', '{"code":"\ud800"}'),
  json('an unknown channel', '/2fa/code', { channel: 'pigeon' }),
  json('an unknown field', '/2fa/cancel', { all: true }),
  get('a link of no notice', '/2fa/not-me?token=x', 'text/html'),
  json('a contest of nothing', '/2fa/not-me', { token: 'x' }),
  get('a file of the pages', '/2fa/assets/style.css', '*/*'),
  get('no file of the pages', '/2fa/assets/none.css', '*/*'),
  get('a file outside', '/2fa/assets/..%2f..%2fpackage.json', '*/*'),
  { name: 'HEAD', method: 'HEAD', path: '/2fa', headers: { accept: 'application/json' } },
];

const LOG_IN = { username: '{username}', password: '{password}' };

/** One way through all of it, in this order. */
export const WITH_COOKIE: readonly ContractRequest[] = [
  json('log-in from another site', '/login', LOG_IN, evil),
  form('log-in by a form', '/login', 'username={username}&password={password}'),
  json('log-in', '/login?returnTo=/files/report.txt', LOG_IN),
  get('a phone is needed', '/2fa'),
  get('the page for it', '/2fa', 'text/html'),
  json('no code yet', '/2fa/verify', { code: '000000' }),
  json('a number that is none', '/2fa/phone', { phone: '12' }),
  form('a number that is none, by a form', '/2fa/phone', 'phone=12&country=NL'),
  json('a number of another country', '/2fa/phone', { phone: '+32470123456' }),
  json('a number that is a list', '/2fa/phone', { phone: ['{phone}'] }),
  json('a country that is none', '/2fa/phone', { phone: '{phone}', country: 'XX' }),
  json('a number', '/2fa/phone', { phone: '{phone}' }),
  get('a code is awaited', '/2fa'),
  get('the page for the code', '/2fa', 'text/html'),
  get('the page for another number', '/2fa?change=1', 'text/html'),
  json('another code too soon', '/2fa/code'),
  form('another code too soon, by a form', '/2fa/code'),
  json('another channel', '/2fa/code', { channel: 'email' }),
  json('a factor of somebody else', '/2fa/code', { factorId: 'not-mine' }),
  json('a wrong code', '/2fa/verify', { code: '{wrong}' }),
  form('a wrong code, by a form', '/2fa/verify', 'code={wrong}'),
  form('no code, by a form', '/2fa/verify', 'code=abc'),
  json('a method that is not enrolled', '/2fa/verify', { code: '{code}', method: 'totp' }),
  json('more than is asked', '/2fa/verify', { code: '{code}', userId: '1' }),
  json('the right code from another site', '/2fa/verify', { code: '{code}' }, evil),
  later(30, json('another code', '/2fa/code')),
  json('the right code', '/2fa/verify', { code: '{code}' }),
  json('the right code again', '/2fa/verify', { code: '{code}' }),
  get('nothing more to do', '/2fa'),
  get('nothing more to do, as a page', '/2fa', 'text/html'),
  get('a page that asked for more', '/2fa?returnTo=/x', 'text/html'),
  json('a number for a session that has one', '/2fa/phone', { phone: '{phone}' }),
  later(60, json('a step-up', '/2fa/step-up')),
  get('a step-up is pending', '/2fa'),
  form('the step-up’s code, by a form', '/2fa/verify', 'code={code}'),
  later(60, form('a step-up by a form', '/2fa/step-up?returnTo=/x')),
  form('a cancel by a form', '/2fa/cancel'),
  json('a cancel of nothing', '/2fa/cancel'),
  later(3_600, json('a log-in on another day', '/login', LOG_IN)),
  later(301, json('a code that is too old', '/2fa/verify', { code: '{code}' })),
  ...Array.from({ length: 3 }, (_, at) => json(`no code in time ${at}`, '/2fa/verify', { code: '{wrong}' })),
  json('the code after that', '/2fa/code', { channel: 'sms' }),
  ...Array.from({ length: 5 }, (_, at) => json(`wrong code ${at}`, '/2fa/verify', { code: '{wrong}' })),
  json('a code after too many', '/2fa/verify', { code: '{code}' }),
  json('a cancel', '/2fa/cancel'),
];
