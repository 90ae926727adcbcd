import { describe, expect, test } from '@jest/globals';
import { type Asked, Client, createEnrolled, proof, type Web } from '../spec/web.js';

const HEADERS = { 'x-forwarded-for': '203.0.113.9' };

/** A request from this address, in a session if it has one. */
const from = (remoteAddress: string, more: Asked = {}, session: object = {}): Asked => ({
  ...more,
  source: { headers: HEADERS, socket: { remoteAddress }, session },
});

const told = ({ sink }: Web) => sink.events.splice(0).map(({ type, address, session }) => ({ type, address, session }));

describe('every event says who asked', () => {
  test('R17, R75: the address of the connection at each step, whatever headers claim', async () => {
    const host = await createEnrolled();
    const client = new Client(host);
    await client.call('logIn', undefined, from('192.0.2.1'));
    await client.call('verify', { code: '314159' }, from('192.0.2.2'));
    await client.call('verify', { code: host.sender.last.code }, from('192.0.2.3'));
    await client.call('logIn', undefined, from('192.0.2.4'));
    await client.call('cancel', {}, from('2001:db8:1:2::9'));
    expect(told(host)).toEqual([
      { type: 'countersign.sign-in.opened', address: '192.0.2.1' },
      { type: 'countersign.code.sent', address: '192.0.2.1' },
      { type: 'countersign.code.wrong', address: '192.0.2.2' },
      { type: 'countersign.sign-in.completed', address: '192.0.2.3' },
      { type: 'countersign.sign-in.opened', address: '192.0.2.4' },
      { type: 'countersign.code.sent', address: '192.0.2.4' },
      { type: 'countersign.sign-in.cancelled', address: '2001:db8:1:2::/64' },
    ]);
  });

  test('R75, R76: in a session, which one, by a hash; a session without an id has none', async () => {
    const host = await createEnrolled();
    const signedIn = { user: host.alice, assurance: proof(host) };
    const sessions = [{ id: 'sentinel-1' }, { sessionId: 'sentinel-2', id: '' }, { id: 'sentinel-1' }, { id: 7 }, {}];
    for (const session of sessions) await new Client(host).call('stepUp', {}, from('192.0.2.1', signedIn, session));
    const hashes = told(host).flatMap(({ type, session }) => (type === 'countersign.code.sent' ? [session] : []));
    expect(hashes).toEqual([hashes[0], hashes[1], hashes[0], undefined, undefined]);
    expect(hashes.slice(0, 2)).toEqual([0, 1].map(() => expect.stringMatching(/^[\w-]{16}$/)));
    expect(hashes[0]).not.toBe(hashes[1]);
  });

  test('R75: a session that nobody is signed in with is none to tell of', async () => {
    const host = await createEnrolled();
    // Guards of Passport's have set the user by then, who is signed in with nothing yet.
    for (const more of [{}, { user: host.alice }])
      await new Client(host).call('logIn', undefined, from('192.0.2.1', more, { id: 'sentinel-1' }));
    expect(new Set(told(host).map(({ session }) => session))).toEqual(new Set([undefined]));
  });
});
