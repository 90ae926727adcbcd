import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { cookieHeader } from '../cookie-jar.js';
import { Visitor, type VisitorOptions } from '../http-client.js';
import type { ContractHost } from './contract-host.js';

/** The habits of a browser without scripts. */
export const PAGE = { accept: 'html', bodyFormat: 'form' } as const;

const PHONES: Readonly<Record<string, string>> = { alice: '+31612345642', bob: '+31687654317' };

/** Somebody before the host's door. */
export const visit = ({ url }: ContractHost, options?: VisitorOptions): Visitor => new Visitor(url, options);

/** Enters a password. */
export const login = (visitor: Visitor, name = 'alice', init?: VisitorOptions): Promise<Response> =>
  visitor.post('/login', { username: name, password: `${name}-password` }, init);

/** Enters the newest code. */
export const verify = (host: ContractHost, visitor: Visitor, init?: VisitorOptions): Promise<Response> =>
  visitor.post('/2fa/verify', { code: host.sender.last.code }, init);

/** Passes both steps, and registers a phone the first time. */
export async function signIn(host: ContractHost, name = 'alice', visitor = visit(host)): Promise<Visitor> {
  const { purpose } = await bodyOf(await login(visitor, name));
  if (purpose === 'enrol') await visitor.post('/2fa/phone', { phone: PHONES[name] });
  assert.equal((await verify(host, visitor)).status, 200);
  return visitor;
}

/** A visitor of whom the password was right, and whose code is on its way. */
export async function atTheCode(host: ContractHost, name = 'alice'): Promise<Visitor> {
  await signIn(host, name);
  const visitor = visit(host);
  assert.equal((await login(visitor, name)).status, 202);
  return visitor;
}

/** A code that is surely wrong. */
export const wrongCode = ({ sender }: ContractHost): string => (sender.last.code === '000000' ? '111111' : '000000');

/** The fields of a JSON answer, made by the test's own realm: `assert.deepEqual` looks at prototypes. */
export const bodyOf = async (response: Response): Promise<Record<string, unknown>> =>
  JSON.parse(await response.text()) as Record<string, unknown>;

/** A status and the `errorCode` of its body, as one text. */
export const refusalOf = async (response: Response): Promise<string> =>
  `${response.status} ${(await bodyOf(response)).errorCode}`;

/** What the host sees of a visitor. */
export const whoIs = async (visitor: Visitor): Promise<unknown> => bodyOf(await visitor.get('/whoami'));

/** What it sees of somebody who has proved nothing. */
export const NOBODY = { user: null, assurance: null };

/** The value of a visitor's session cookie. */
export const sessionOf = ({ sessionCookie }: ContractHost, { jar }: Visitor): string | undefined =>
  jar.get(sessionCookie);

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** A request whose path goes over the wire as it is, where `fetch` would tidy it. Gives the status. */
export function rawRequest({ url }: ContractHost, method: string, path: string, { jar }: Visitor): Promise<number> {
  const { hostname, port } = new URL(url);
  const headers = { accept: 'application/json', cookie: cookieHeader(jar) ?? '' };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    });
    sent.on('error', reject).end();
  });
}
