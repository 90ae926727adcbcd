import { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signInWithSession } from './index.js';
import { type ExpressHost, startExpress } from './spec/express-host.js';
import { FaultyStore } from './spec/faulty-store.js';
import { makeParts, openSignIn, type Parts } from './spec/parts.js';

let parts: Parts;
let store: FaultyStore;
let host: ExpressHost;
beforeAll(async () => {
  parts = makeParts();
  store = new FaultyStore();
  host = await startExpress(parts, store);
});
afterAll(async () => host[Symbol.asyncDispose]());

let subject = '';
let visitor: Visitor;
let code: string;
/** The session that the visitor came with, and its id. */
let old: Visitor;
let oldId: string;
beforeEach(async (): Promise<void> => {
  subject += 'a';
  const opened = await openSignIn(parts, subject);
  code = opened.code;
  visitor = new Visitor(host.url, { headers: { authorization: `Bearer ${opened.token}` } });
  oldId = await sessionOf(visitor.post('/visit'));
  old = visitor.clone();
});

async function sessionOf(reply: Promise<Response>): Promise<string> {
  return ((await (await reply).json()) as { session: string }).session;
}

async function whoIs(someone: Visitor): Promise<unknown> {
  return (await someone.get('/me')).json();
}

const NOBODY = { user: null, assurance: null };

describe('signInWithSession', () => {
  test('makes a session of a new id that tells what was proved, and the old one is dead (R45)', async () => {
    const newId = await sessionOf(visitor.post('/verify', { code }));
    expect(newId).not.toBe(oldId);
    expect(await whoIs(visitor)).toEqual({
      user: { id: subject },
      assurance: {
        subject,
        amr: ['pwd', 'sms', 'mfa'],
        verifiedAt: Date.UTC(2026, 0, 5, 9),
        epoch: 1,
        method: 'sms',
        proof: expect.any(String),
        firstFactorAt: Date.UTC(2026, 0, 5, 9),
      },
    });
    expect(store.ids()).not.toContain(oldId);
    expect(await whoIs(old)).toEqual(NOBODY);
  });

  test.each([
    ['the write that Passport waits for', [true]],
    ['every write', [true, true, true, true]],
  ])('signs nobody in when %s fails: no cookie, no session, and the old one is dead', async (_, failingSets) => {
    const cookies = visitor.setCookies.length;
    store.failingSets = failingSets;
    expect((await visitor.post('/verify', { code })).status).toBe(503);
    store.failingSets = [];
    expect(visitor.setCookies).toHaveLength(cookies);
    expect(await whoIs(visitor)).toEqual(NOBODY);
    expect(store.ids()).not.toContain(oldId);
  });

  test('R43: every write that tells the user tells what was proved: a process that dies in between leaves no session of one factor', async () => {
    const from = store.written.length;
    await visitor.post('/verify', { code });
    const writes = store.written.slice(from).filter((text) => text.includes('"passport"'));
    expect(writes).toHaveLength(1);
    expect(writes.filter((text) => !text.includes('"amr":["pwd","sms","mfa"]'))).toEqual([]);
  });

  test('signs nobody in when the old session cannot be destroyed', async () => {
    const cookies = visitor.setCookies.length;
    store.failingDestroy = true;
    expect((await visitor.post('/verify', { code })).status).toBe(503);
    store.failingDestroy = false;
    expect(visitor.setCookies).toHaveLength(cookies);
    expect(await whoIs(visitor)).toEqual(NOBODY);
  });

  test.each([
    ['saves', true],
    ['does not save', false],
  ])('has the session saved once with what was proved where a logIn %s what it regenerates', async (_, saves) => {
    const assurance = { subject, amr: ['pwd'], verifiedAt: null, epoch: 0 } as const;
    const saved: unknown[] = [];
    type Done = (error?: unknown) => void;
    const made = () => ({
      regenerate(done: Done) {
        request.session = made();
        done();
      },
      save(done: Done) {
        saved.push((request.session as { countersign?: unknown }).countersign);
        done();
      },
    });
    const request = {
      session: made(),
      logIn: (_user: object, done: Done) =>
        request.session.regenerate(() => (saves ? request.session.save(done) : done())),
    };
    await signInWithSession(request, { id: subject }, assurance);
    expect(saved).toEqual([assurance]);
    // As a session middleware does when the answer goes out.
    const atTheEnd = () => new Promise((resolve) => request.session.save(resolve));
    await atTheEnd();
    expect(saved).toHaveLength(1);
    Object.assign(request.session, { cookie: { originalMaxAge: 60_000, expires: 'soon' } });
    await atTheEnd();
    Object.assign(request.session, { cookie: { originalMaxAge: 60_000, expires: 'later' } });
    await atTheEnd();
    expect(saved).toHaveLength(2);
    Object.assign(request.session, { ofTheHost: { cookie: 'theirs' } });
    await atTheEnd();
    Object.assign(request.session, { ofTheHost: { cookie: 'another' } });
    await atTheEnd();
    expect(saved).toHaveLength(4);
  });

  test('says what is missing where there is no session middleware', async () => {
    const assurance = { subject, amr: ['pwd'], verifiedAt: null, epoch: 0 } as const;
    const request = { user: {} };
    await expect(signInWithSession(request, { id: subject }, assurance)).rejects.toThrow('session middleware');
    expect(request.user).toBeUndefined();
  });
});

describe('dropSession', () => {
  test('ends the session that the browser came with, and sets no new one (R45)', async () => {
    await visitor.post('/verify', { code });
    const signedIn = visitor.clone();
    const cookies = visitor.setCookies.length;
    expect(await (await visitor.post('/drop')).json()).toEqual({ authenticated: false, session: null });
    expect(visitor.setCookies).toHaveLength(cookies);
    expect(await whoIs(visitor)).toEqual(NOBODY);
    expect(await whoIs(signedIn)).toEqual(NOBODY);
  });

  test('R43: ends a session that holds anything of the host’s, and fails where that cannot be ended', async () => {
    store.failingDestroy = true;
    const { status } = await visitor.post('/drop');
    store.failingDestroy = false;
    expect(status).toBe(503);
    expect((await old.post('/drop')).status).toBe(200);
    expect(store.ids()).not.toContain(oldId);
  });

  test('R45: asks nothing of the store for a session that was made for this request', async () => {
    const stranger = new Visitor(host.url);
    store.failingDestroy = true;
    const reply = await stranger.post('/drop');
    store.failingDestroy = false;
    expect(await reply.json()).toEqual({ authenticated: false, session: null });
    expect(stranger.setCookies).toEqual([]);
  });
});
