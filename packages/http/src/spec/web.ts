import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { type Assurance, SecondFactor, type SecondFactorOptions } from '@countersign/core';
import {
  ManualClock,
  MemoryFactorStore,
  RecordingSender,
  RecordingSink,
  UncountedPendingStore,
} from '@countersign/core/testing';
import { parseCookie } from 'cookie';
import { parseHTML } from 'linkedom';
import type { WebReply } from '../replies/web-reply.js';
import type { WebRequest } from '../requests/web-request.js';
import { SecondFactorWeb } from '../second-factor-web.js';
import type { WebOptions } from '../web-options.js';

/** A phone as it is typed, and as it is kept. */
export const PHONE = { typed: '06 12345642', e164: '+31612345642' } as const;

/** An account of the made-up host. */
export interface User {
  readonly id: string;
}

/** What an API client sends. */
export const JSON_CLIENT: IncomingHttpHeaders = { accept: 'application/json', 'content-type': 'application/json' };

/** What a browser sends that shows the pages. */
export const BROWSER: IncomingHttpHeaders = {
  ...{ accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'content-type': 'application/x-www-form-urlencoded' },
  ...{ 'sec-fetch-site': 'same-origin', origin: 'https://manage.example.com' },
};

/** A host and the web contract over it, in memory, with everything that happens laid open. */
export function createWeb(changes: Partial<SecondFactorOptions<User>> = {}, web: WebOptions<User> = {}) {
  const clock = new ManualClock();
  const [sender, sink, factors] = [new RecordingSender(), new RecordingSink(), new MemoryFactorStore(clock)];
  const pending = new UncountedPendingStore(clock);
  const alice: User = { id: 'alice' };
  const secondFactor = new SecondFactor<User>({
    ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', policy: 'required' },
    ...{ secrets: ['a secret of the host, long enough for anybody'], countries: ['NL', 'GB'] },
    ...{ pending, factors, sender, events: sink, clock },
    subject: { id: ({ id }) => id, load: (id) => (id === alice.id ? alice : null) },
    ...changes,
  });
  const log: string[] = [];
  const logger = {
    warn: (line: string) => log.push(`warn: ${line}`),
    error: (line: string) => log.push(`error: ${line}`),
  };
  const parts = { clock, sender, sink, factors, pending, alice, log };
  return { ...parts, web: new SecondFactorWeb(secondFactor, { logger, ...web }) };
}

/** {@link createWeb}'s host. */
export type Web = ReturnType<typeof createWeb>;

/** The routes, as an adapter maps them. */
export type Route =
  | 'show'
  | 'continueForm'
  | 'enrolPhone'
  | 'enrolTotp'
  | 'passkeyOptions'
  | 'sendCode'
  | 'stepUp'
  | 'cancel'
  | 'verify'
  | 'logIn';

/** What a request says beside its route. */
export type Asked = Partial<WebRequest<User>>;

/** Runs a route as an adapter does: origin, route, sign-in of the host, and a reply to whatever is thrown. */
export async function call({ web, alice }: Web, route: Route, asked: Asked = {}): Promise<WebReply> {
  const method = route === 'show' || route === 'continueForm' ? 'GET' : 'POST';
  const nobody = { user: undefined, assurance: undefined };
  const source = { headers: JSON_CLIENT };
  const said = { method, url: '/2fa', headers: JSON_CLIENT, body: undefined, source };
  const request: WebRequest<User> = { ...said, ...nobody, ...asked };
  try {
    web.checkOrigin(request);
    if (route === 'logIn') {
      const outcome = await web.afterFirstFactor(request, alice);
      assert.equal(outcome.status, 'pending');
      return (outcome as Extract<typeof outcome, { status: 'pending' }>).reply;
    }
    if (route !== 'verify') return await web[route](request);
    const outcome = await web.verify(request);
    return outcome.status === 'pending' ? web.reopened(request, outcome) : web.signedIn(request, outcome);
  } catch (error) {
    return web.refuse(request, error);
  }
}

/** A client that keeps its cookie. */
export class Client {
  #cookie: string | undefined;

  /** @param headers - what it sends each time. */
  constructor(
    readonly host: Web,
    readonly headers: IncomingHttpHeaders = JSON_CLIENT,
  ) {}

  /** Calls a route, and keeps the cookie that comes back. */
  async call(route: Route, body?: unknown, asked: Asked = {}): Promise<WebReply> {
    const headers = { ...this.headers, ...(this.#cookie && { cookie: this.#cookie }), ...asked.headers };
    const reply = await call(this.host, route, { body, ...asked, headers });
    for (const line of reply.cookies) this.#cookie = line.split(';', 1)[0];
    return reply;
  }

  /** The pending sign-in's token. */
  get token(): string {
    return Object.values(parseCookie(this.#cookie ?? ''))[0] ?? '';
  }

  /** A second client with the same cookie. */
  twin(headers: IncomingHttpHeaders): Client {
    const twin = new Client(this.host, headers);
    twin.#cookie = this.#cookie;
    return twin;
  }
}

/** A host whose Alice has a phone; the outbox is empty. */
export async function createEnrolled(
  changes: Partial<SecondFactorOptions<User>> = {},
  web: WebOptions<User> = {},
): Promise<Web> {
  const host = createWeb(changes, web);
  const client = new Client(host);
  await client.call('logIn');
  await client.call('enrolPhone', { phone: PHONE.typed });
  await client.call('verify', { code: host.sender.last.code });
  host.sender.sent.length = 0;
  host.sink.events.length = 0;
  return host;
}

/** A client that has a right password and a code on its way. */
export async function atTheCode(headers: IncomingHttpHeaders = JSON_CLIENT): Promise<Client> {
  const client = new Client(await createEnrolled(), headers);
  await client.call('logIn');
  return client;
}

/** What a session of Alice has proved. */
export const proof = ({ clock }: Web, changes: Partial<Assurance> = {}): Assurance => ({
  ...{ subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: clock.now(), firstFactorAt: clock.now(), epoch: 1 },
  ...changes,
});

/** The body of a JSON reply. */
export function bodyOf(reply: WebReply): Record<string, unknown> {
  assert.match(reply.headers['Content-Type'] ?? '', /^application\/json; charset=utf-8$/);
  return JSON.parse(reply.body ?? '') as Record<string, unknown>;
}

/** Status and errorCode of a JSON refusal, as one text. */
export const refusalOf = (reply: WebReply): string => `${reply.status} ${bodyOf(reply).errorCode}`;

/** The page of an HTML reply. */
export function pageOf(reply: WebReply): Document {
  assert.match(reply.headers['Content-Type'] ?? '', /^text\/html; charset=utf-8$/);
  return parseHTML(reply.body ?? '').document as unknown as Document;
}
