import type { IncomingHttpHeaders } from 'node:http';
import { cryptoRandom, SignInToken } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { Carrier } from './carrier.js';

const token = SignInToken.draw('AAAAAAAAAAAAAAAA', cryptoRandom);
const secure = new Carrier(true);
const plain = new Carrier(false);

/** A Set-Cookie line in its parts: the pair, and the attributes in small letters. */
function parse(line: string | undefined): { pair: string; attributes: string[] } {
  const [pair = '', ...attributes] = (line ?? '').split('; ');
  return { pair, attributes: attributes.map((attribute) => attribute.toLowerCase()).sort() };
}

describe('the cookie of a pending sign-in', () => {
  test('R80: has the __Host- prefix and what that asks for, is not persistent, and has a name of its own', () => {
    const { cookies, token: inBody } = secure.grant(token, {});
    expect(cookies).toHaveLength(1);
    expect(inBody).toBe(undefined);
    expect(parse(cookies[0])).toEqual({
      pair: `__Host-countersign=${token.reveal()}`,
      attributes: ['httponly', 'path=/', 'samesite=lax', 'secure'],
    });
  });

  test('R80: on plain http in development it is the same without the prefix and Secure', () => {
    expect(parse(plain.grant(token, {}).cookies[0])).toEqual({
      pair: `countersign=${token.reveal()}`,
      attributes: ['httponly', 'path=/', 'samesite=lax'],
    });
  });

  test('R80: is taken back under the very same attributes', () => {
    expect(secure.revoke().cookies.map(parse)).toEqual([
      { pair: '__Host-countersign=', attributes: ['httponly', 'max-age=0', 'path=/', 'samesite=lax', 'secure'] },
    ]);
  });

  test('is read back among others', () => {
    expect(secure.read({ cookie: `sid=1; __Host-countersign=${token.reveal()}; theme=dark` })).toBe(token.reveal());
    expect(plain.read({ cookie: `countersign=${token.reveal()}` })).toBe(token.reveal());
  });

  test('R80: the name without the prefix, which any host of the site may set, is not read where cookies are secure', () => {
    expect(secure.read({ cookie: `countersign=${token.reveal()}` })).toBe(undefined);
    expect(plain.read({ cookie: `__Host-countersign=${token.reveal()}` })).toBe(undefined);
  });

  test.each([undefined, '', 'nonsense', '=', ';;;', '__Host-countersign'])('of %j there is none', (cookie) => {
    expect(secure.read({ ...(cookie !== undefined && { cookie }) })).toBe(undefined);
  });
});

describe('the mark of a known browser', () => {
  const line = /^__Host-countersign-known=([^;]*); Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/;

  test('R80: goes out in a cookie of its own, for 90 days, before those of others who use the browser', () => {
    const [cookie = '', ...more] = secure.mark('new.1.x', {
      cookie: '__Host-countersign-known=old.1.x~older.1.x~oldest.1.x',
    });
    expect([line.exec(cookie)?.[1], more]).toEqual(['new.1.x~old.1.x~older.1.x', []]);
  });

  test('is read back, three of them at most, and there may be none', () => {
    expect(secure.marks({ cookie: '__Host-countersign-known=a~b~c~d~e' })).toEqual(['a', 'b', 'c']);
    for (const cookie of [undefined, '', 'countersign-known=a']) {
      expect(secure.marks({ ...(cookie !== undefined && { cookie }) })).toEqual([]);
    }
  });

  test('is for browsers: none goes to a client with a bearer token, and none where there is none to give', () => {
    expect(secure.mark('new.1.x', { prefer: 'countersign=bearer' } as IncomingHttpHeaders)).toEqual([]);
    expect(secure.mark(null, {})).toEqual([]);
  });
});

describe('a bearer token', () => {
  const headers = { prefer: 'countersign=bearer' } as IncomingHttpHeaders;

  test('R44: goes out in the body, and then in no cookie', () => {
    expect(secure.grant(token, headers)).toEqual({ cookies: [], token: token.reveal() });
  });

  test.each(['Bearer', 'bearer', 'BEARER'])('comes back as Authorization: %s', (scheme) => {
    expect(secure.read({ authorization: `${scheme} ${token.reveal()}` })).toBe(token.reveal());
  });

  test('of the host is none of ours: the cookie counts', () => {
    const cookie = `__Host-countersign=${token.reveal()}`;
    expect(secure.read({ authorization: 'Bearer eyJhbGciOi.J9.x', cookie })).toBe(token.reveal());
    expect(secure.read({ authorization: `Basic ${token.reveal()}` })).toBe(undefined);
    expect(secure.read({ authorization: `Bearer ${token.reveal()} x` })).toBe(undefined);
  });

  test('R67: where the host’s own has that place, ours comes in a header of its own, and goes before the cookie', () => {
    const authorization = 'Bearer eyJhbGciOi.J9.x';
    const cookie = '__Host-countersign=another';
    expect(secure.read({ authorization, cookie, 'countersign-token': token.reveal() })).toBe(token.reveal());
  });
});
