import { OptionError } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { addressFinder, type TrustProxy } from './client-address.js';

const FORGED = {
  ...{ 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' },
  ...{ 'true-client-ip': '203.0.113.9', 'cf-connecting-ip': '203.0.113.9' },
};

const found = (remoteAddress: string, headers = {}, trust?: TrustProxy) =>
  addressFinder(trust)({ headers, socket: { remoteAddress } });

describe('the address of a client', () => {
  test('R17: is the socket’s, whatever headers say', () => {
    expect(found('192.0.2.1', FORGED)).toBe('192.0.2.1');
  });

  test.each<[string, TrustProxy, string]>([
    ['192.0.2.1', 1, '203.0.113.9'],
    ['192.0.2.1', ['192.0.2.0/24'], '203.0.113.9'],
    ['127.0.0.1', ['loopback'], '203.0.113.9'],
    ['192.0.2.1', ['198.51.100.0/24'], '192.0.2.1'],
    ['192.0.2.1', 0, '192.0.2.1'],
  ])('R17: from %s with trust in %j is %s', (socket, trust, address) => {
    expect(found(socket, FORGED, trust)).toBe(address);
  });

  test('R17: of those that a client has put in front of the proxy’s only the proxy’s counts', () => {
    expect(found('192.0.2.1', { 'x-forwarded-for': '10.9.9.9, 203.0.113.9' }, 1)).toBe('203.0.113.9');
  });

  test.each([
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:bbbb:cccc:dddd:eeee', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
  ])('R24: %s is counted as %s', (address, counted) => {
    expect(found(address)).toBe(counted);
  });

  test('is nothing where there is no socket', () => {
    expect(addressFinder()({ headers: {} })).toBeUndefined();
  });

  test.each([
    ['unknown', '192.0.2.1'],
    ['', '192.0.2.1'],
    ['203.0.113.9:49152', '203.0.113.9'],
    ['[2001:db8:1:2::9]:49152', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
  ])('R17: where the proxy has written %j it is %s', (forwarded, address) => {
    expect(found('192.0.2.1', { 'x-forwarded-for': forwarded }, 1)).toBe(address);
  });

  test.each([-1, 11, 1.5, Number.NaN, ['nowhere'], ['10.0.0.0/99']])(
    'R87: %j is no trust: the start stops',
    (trust) => {
      expect(() => addressFinder(trust as TrustProxy)).toThrow(expect.objectContaining({ option: 'trustProxy' }));
      expect(() => addressFinder(trust as TrustProxy)).toThrow(OptionError);
    },
  );
});
