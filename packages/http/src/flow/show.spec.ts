import { describe, expect, test } from '@jest/globals';
import {
  atTheCode,
  BROWSER,
  bodyOf,
  Client,
  call,
  createEnrolled,
  createWeb,
  pageOf,
  proof,
  refusalOf,
} from '../spec/web.js';

const actionsOf = (page: Document) => [...page.querySelectorAll('form')].map((form) => form.getAttribute('action'));

describe('GET /2fa', () => {
  test('tells an API client where it stands', async () => {
    const client = await atTheCode();
    const reply = await client.call('show');
    expect(reply.status).toBe(200);
    expect(bodyOf(reply)).toMatchObject({ status: 'code_required', purpose: 'sign-in', phone: '•••• 42' });
  });

  test('shows a browser the screen that fits', async () => {
    const fresh = new Client(createWeb(), BROWSER);
    await fresh.call('logIn');
    expect(actionsOf(pageOf(await fresh.call('show')))).toEqual([
      '/2fa/phone',
      '/2fa/totp',
      '/2fa/verify',
      '/2fa/cancel',
    ]);
    const coded = await atTheCode(BROWSER);
    expect(actionsOf(pageOf(await coded.call('show')))).toContain('/2fa/verify');
    coded.host.clock.advance(301_000);
    expect(actionsOf(pageOf(await coded.call('show')))).toEqual(['/2fa/code', '/2fa/cancel']);
  });

  test('R30, R82: shows the reference that is in the message', async () => {
    const client = await atTheCode(BROWSER);
    const text = pageOf(await client.call('show')).body.textContent;
    expect(text).toContain(client.host.sender.last.reference);
  });

  test('R05: says that a code was sent again, and which one works', async () => {
    const client = await atTheCode(BROWSER);
    const statusOf = async () => pageOf(await client.call('show')).querySelector('.message')?.textContent;
    expect(await statusOf()).toBeUndefined();
    client.host.clock.advance(30_000);
    await client.call('sendCode', {});
    expect(await statusOf()).toContain(`the one marked ${client.host.sender.last.reference}`);
  });

  test('lets one who mistyped a number put it right', async () => {
    const client = new Client(createWeb(), BROWSER);
    await client.call('logIn');
    await client.call('enrolPhone', { phone: '06 12345642', country: 'NL' });
    expect(actionsOf(pageOf(await client.call('show')))).toContain('/2fa/verify');
    expect(actionsOf(pageOf(await client.call('show', undefined, { url: '/2fa?change=1' })))).toContain('/2fa/phone');
    const signIn = await atTheCode(BROWSER);
    expect(actionsOf(pageOf(await signIn.call('show', undefined, { url: '/2fa?change=1' })))).not.toContain(
      '/2fa/phone',
    );
  });

  test('R79: changes nothing and sends nothing, however often', async () => {
    const client = await atTheCode();
    const { sink, sender } = client.host;
    const [sent, events] = [sender.sent.length, sink.events.length];
    const bodies = await Promise.all(Array.from({ length: 10 }, async () => (await client.call('show')).body));
    expect(new Set(bodies).size).toBe(1);
    expect([sender.sent.length, sink.events.length]).toEqual([sent, events]);
  });

  test('R20: without a pending sign-in refuses, and shows a browser the way back', async () => {
    const host = createWeb();
    expect(refusalOf(await call(host, 'show'))).toBe('401 sign_in_expired');
    const reply = await call(host, 'show', { headers: BROWSER });
    expect(reply.status).toBe(401);
    expect(pageOf(reply).querySelector('a.button')?.getAttribute('href')).toBe('/login');
  });
});

describe('GET /2fa of a session', () => {
  test('that has proved all says so; a browser goes on', async () => {
    const host = await createEnrolled({}, { defaultPath: '/dashboard' });
    const session = { user: host.alice, assurance: proof(host) };
    expect(bodyOf(await call(host, 'show', session))).toMatchObject({ status: 'signed_in', purpose: null });
    const reply = await call(host, 'show', { ...session, headers: BROWSER });
    expect(reply).toMatchObject({ status: 303, headers: { Location: '/dashboard' } });
  });

  test('R66: that a guard sent here for a fresher proof is offered one, and nothing is sent before it is asked for', async () => {
    const host = await createEnrolled();
    const asked = { user: host.alice, assurance: proof(host), headers: BROWSER, url: '/2fa?returnTo=%2Fvault' };
    expect(actionsOf(pageOf(await call(host, 'show', asked)))).toEqual([
      '/2fa/step-up?returnTo=%2Fvault',
      '/2fa/cancel',
    ]);
    expect(host.sender.sent).toEqual([]);
    const nobodyMust = createWeb({ policy: 'off' });
    expect((await call(nobodyMust, 'show', { ...asked, user: nobodyMust.alice })).headers.Location).toBe('/');
  });

  test.each([
    ['totp', 'Use the authenticator app'],
    ['passkey', 'Use your passkey'],
    ['phone', 'Send Code'],
  ] as const)('R66: is asked for what it has: by a %s “%s”', async (kind, label) => {
    const host = createWeb();
    const factor = { kind, sealed: 'k1.sealed', lookup: null, lastDigits: null, name: null, counter: 0 };
    await host.factors.enrol('alice', factor, { first: true });
    const method = kind === 'phone' ? 'sms' : kind;
    const session = { user: host.alice, assurance: proof(host, { method }), headers: BROWSER };
    const fresher = pageOf(await call(host, 'show', { ...session, url: '/2fa?returnTo=%2Fvault' }));
    expect(fresher.querySelector('form[action^="/2fa/step-up"] button')?.textContent).toBe(label);
    expect(fresher.body.textContent?.includes('SMS')).toBe(kind === 'phone');
  });

  test('that has proved a password only is led to the field of its app by a button: the step is not open yet', async () => {
    const host = createWeb();
    const app = { kind: 'totp', sealed: 'k1.sealed', lookup: null, lastDigits: null, name: null, counter: 0 } as const;
    await host.factors.enrol('alice', app, { first: true });
    const session = { user: host.alice };
    const client = new Client(host, BROWSER);
    const page = pageOf(await client.call('show', undefined, session));
    expect(page.querySelector('form[action="/2fa/code"] button')?.textContent).toBe('Use the authenticator app');
    await client.call('sendCode', {}, session);
    expect(actionsOf(pageOf(await client.call('show', undefined, session)))).toContain('/2fa/verify');
  });

  test('that has proved a password only offers the code, or the enrolment', async () => {
    const enrolled = await createEnrolled();
    const asked = { user: enrolled.alice, headers: BROWSER };
    expect(actionsOf(pageOf(await call(enrolled, 'show', asked)))).toEqual(['/2fa/code', '/2fa/cancel']);
    const fresh = createWeb();
    expect(actionsOf(pageOf(await call(fresh, 'show', { ...asked, user: fresh.alice })))).toContain('/2fa/phone');
    expect(enrolled.sender.sent).toEqual([]);
  });
});
