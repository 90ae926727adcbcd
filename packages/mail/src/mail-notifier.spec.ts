import {
  MemoryPendingStore,
  type Notice,
  NoticeFailure,
  type Notifier,
  OptionError,
  SecondFactor,
} from '@countersign/core';
import { ManualClock, MemoryFactorStore, RecordingSender, RecordingSink } from '@countersign/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type MailNotifierOptions, mailNotifier } from './index.js';
import { MailServer } from './spec/mail-server.js';
import { smtpOptions } from './transport.js';

const server = new MailServer();
beforeAll(() => server.start());
afterAll(() => server.close());
beforeEach(() => server.reset());

const URL_OF_NOTICE = 'https://manage.example.com/2fa/not-me?token=claims.mac';
const NOTICE: Notice = {
  ...{ id: '0f8fad5b-d9cb-469f-a165-70867728950e', kind: 'unlocked', subject: 'alice' },
  ...{ at: '2026-01-05T09:00:00.000Z', title: 'Management Interface: your account was unlocked' },
  ...{ contestUrl: URL_OF_NOTICE, text: `Hello,\n\nWhat <happened> & more\n${URL_OF_NOTICE}\n` },
};
const from = 'Management Interface <no-reply@example.com>';

const notifier = (changes: Partial<MailNotifierOptions> = {}) =>
  mailNotifier({ transport: server.url, from, addressOf: (id) => `${id}@example.com`, ...changes });

async function failureOf(sending: Promise<void>): Promise<NoticeFailure> {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NoticeFailure)) throw new Error(`${error} is no NoticeFailure`);
  expect(`${error.message} ${error.reason}`).not.toMatch(/sentinel|@/);
  expect(error.cause).toBeUndefined();
  return error;
}

/** A header of a mail, its lines joined. */
const headerOf = (raw: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(raw.split('\r\n\r\n', 1)[0]?.replace(/\r\n[ \t]+/g, ' ') ?? '')?.[1];

describe('a notice by e-mail', () => {
  test('R39: arrives at the owner’s address, as text and as HTML that says the same, and asks for no answer', async () => {
    await notifier().notify(NOTICE);
    const [{ to, raw } = { to: [], raw: '' }] = server.received;
    expect([to, server.received.length]).toEqual([['alice@example.com'], 1]);
    const headers = ['From', 'To', 'Subject', 'Message-ID', 'Date', 'Auto-Submitted'].map((name) =>
      headerOf(raw, name),
    );
    expect(headers).toEqual([
      ...['Management Interface <no-reply@example.com>', 'alice@example.com', NOTICE.title],
      ...[`<${NOTICE.id}@example.com>`, 'Mon, 05 Jan 2026 09:00:00 +0000', 'auto-generated'],
    ]);
    const decoded = raw.replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect(decoded).toContain(`What <happened> & more\r\n${URL_OF_NOTICE}`);
    expect(decoded).toContain(`What &lt;happened&gt; &amp; more<br>\r\n<a href="${URL_OF_NOTICE}">`);
    expect(decoded).not.toMatch(/<img|<link|<style|src=/i);
  });

  test('R39: is the same mail at a second try: mail programs show it once', async () => {
    for (const _ of [1, 2]) await notifier().notify(NOTICE);
    const ids = server.received.map(({ raw }) => [headerOf(raw, 'Message-ID'), headerOf(raw, 'Date')].join());
    expect(new Set(ids).size).toBe(1);
  });

  test('goes through a transporter of the host’s own as well', async () => {
    await notifier({ transport: createTransport(server.url) }).notify(NOTICE);
    expect(server.received).toHaveLength(1);
  });

  test.each([
    ...['alice@example.com, eve@evil.example', 'alice@example.com\r\nBcc: eve@evil.example', 'a b@example.com'],
    ...['Alice <alice@example.com>', 'alice@example.com\u0000', 'alice', '', 7, `${'x'.repeat(250)}@example.com`],
  ])('R76: to %j is not sent at all: no header and no second address can be slipped in', async (address) => {
    const failure = await failureOf(notifier({ addressOf: () => address as string }).notify(NOTICE));
    expect([failure.reason, failure.final, server.asked]).toEqual(['address_unusable', true, 0]);
  });

  test('R76: a title of two lines is one header', async () => {
    await notifier().notify({ ...NOTICE, title: 'One\r\nBcc: eve@evil.example' });
    const [{ to, raw } = { to: [], raw: '' }] = server.received;
    expect([to, headerOf(raw, 'Bcc')]).toEqual([['alice@example.com'], undefined]);
  });
});

describe('a mail that is not taken', () => {
  test.each([
    [550, 'smtp_550', true],
    [451, 'smtp_451', false],
    [421, 'smtp_421', false],
  ])('R76: for %i is a failure in our own words: %s', async (answer, reason, final) => {
    server.answers.push(answer);
    const failure = await failureOf(notifier().notify(NOTICE));
    expect([failure.reason, failure.final]).toEqual([reason, final]);
  });

  test('R39: a server that hangs is given up in time, and asked again', async () => {
    server.answers.push('silence');
    const failure = await failureOf(notifier({ timeoutMs: 1_000 }).notify(NOTICE));
    expect([failure.reason, failure.final]).toEqual(['etimedout', false]);
  });

  test('R39: a server that is not there is asked again', async () => {
    const { final } = await failureOf(notifier({ transport: 'smtp://127.0.0.1:1' }).notify(NOTICE));
    expect(final).toBe(false);
  });

  test.each([
    [() => null, 'no_address', true],
    [() => undefined, 'no_address', true],
    [() => Promise.reject(new Error('sentinel')), 'address_unknown', false],
  ])('R39: without an address it is %#', async (addressOf, reason, final) => {
    const failure = await failureOf(notifier({ addressOf }).notify(NOTICE));
    expect([failure.reason, failure.final]).toEqual([reason, final]);
  });
});

describe('the options', () => {
  test.each<[string, Record<string, unknown>]>([
    ['from', { from: undefined }],
    ['from', { from: 'a@example.com, b@example.com' }],
    ['from', { from: 'Name\r\nBcc: x <a@example.com>' }],
    ['transport', { transport: undefined }],
    ['transport', { transport: 'https://mail.example.com' }],
    ['transport', { transport: 'smtp://mail.example.com?ignoreTLS=true' }],
    ['transport', { transport: {} }],
    ['addressOf', { addressOf: 'mail' }],
    ['timeoutMs', { timeoutMs: 999 }],
    ['timeoutMs', { timeoutMs: 10_001 }],
  ])('R87: %s stops the start: %j', (option, changes) => {
    const make = () => notifier(changes as Partial<MailNotifierOptions>);
    expect(make).toThrow(OptionError);
    expect(make).toThrow(`"${option}"`);
  });

  test('TLS is asked for of every server but one on this machine; user and password are read as a URL spells them', () => {
    const seen = [
      'smtp://mail.example.com',
      'smtps://u%40x:p%3A@mail.example.com',
      'smtp://localhost:25',
      'smtp://[::1]',
    ]
      .map((url) => smtpOptions(url, 1_000))
      .map(({ host, port, secure, requireTLS, auth }) => ({ host, port, secure, requireTLS, ...(auth && { auth }) }));
    expect(seen).toEqual([
      { host: 'mail.example.com', port: 587, secure: false, requireTLS: true },
      { host: 'mail.example.com', port: 465, secure: true, requireTLS: false, auth: { user: 'u@x', pass: 'p:' } },
      { host: 'localhost', port: 25, secure: false, requireTLS: false },
      { host: '::1', port: 587, secure: false, requireTLS: false },
    ]);
  });
});

test('R39: a mail server that wants to be asked later gets the notice half a minute later', async () => {
  const [clock, events] = [new ManualClock(), new RecordingSink()];
  const mail = notifier();
  let tries = 0;
  const counted: Notifier = {
    notify: (notice) =>
      mail.notify(notice).finally(() => {
        tries += 1;
      }),
  };
  const tried = async (times: number) => {
    while (tries < times) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setImmediate(resolve));
  };
  const secondFactor = new SecondFactor<{ id: string }>({
    ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', policy: 'required' },
    ...{ secrets: ['a secret of the host, long enough for anybody'], countries: ['NL'], events, clock, timer: clock },
    ...{ pending: new MemoryPendingStore(clock), factors: new MemoryFactorStore(clock), sender: new RecordingSender() },
    ...{ subject: { id: ({ id }) => id, load: (id) => ({ id }) }, notifier: counted },
  });
  server.answers.push(451);
  await secondFactor.unlock('alice', { actor: 'bob', reason: 'Alice has called and proved it' });
  await tried(1);
  expect([server.received.length, events.types]).toEqual([0, ['countersign.unlocked']]);
  clock.advance(30_000);
  await tried(2);
  expect([server.received.length, events.types]).toEqual([1, ['countersign.unlocked', 'countersign.notice.sent']]);
});
