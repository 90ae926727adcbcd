import { beforeAll, describe, expect, test } from '@jest/globals';
import { describeEach, open } from './harness/hosts/all-hosts.js';
import { play } from './harness/hosts/contract-player.js';
import { WITH_COOKIE, WITHOUT_COOKIE } from './harness/hosts/contract-requests.js';

/** What all others are compared with. */
const FIRST = 'nest-express';

describe('one contract', () => {
  let nothing: Record<string, unknown>;
  let everything: Record<string, unknown>;
  beforeAll(async () => {
    const host = open.hosts.find(({ description }) => description.name === FIRST);
    if (!host) throw new Error(`${FIRST} is what the others are compared with`);
    nothing = await play(host, WITHOUT_COOKIE);
    everything = await play(host, WITH_COOKIE);
  });

  test('the requests say what they are for: each name once, each status of the contract', () => {
    expect(Object.keys(nothing).length + Object.keys(everything).length).toBe(
      WITHOUT_COOKIE.length + WITH_COOKIE.length,
    );
    const statuses = Object.values({ ...nothing, ...everything }).map(
      (answer) => (answer as { status: number }).status,
    );
    expect([...new Set(statuses)].sort()).toEqual([200, 202, 204, 303, 400, 401, 403, 404, 409, 422, 429]);
  });

  const others = open.each.filter(([name]) => name !== FIRST);

  describeEach(others)('%s answers as Nest on Express does, to the byte', (_, host) => {
    test('somebody who holds nothing', async () => {
      expect(await play(host, WITHOUT_COOKIE)).toEqual(nothing);
    });
  });

  describeEach(open.withCookies.filter(([name]) => name !== FIRST))('%s answers so', (_, host) => {
    test('all the way through both steps', async () => {
      expect(await play(host, WITH_COOKIE)).toEqual(everything);
    });
  });
});
