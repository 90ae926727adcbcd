import { describe, expect, test } from '@jest/globals';
import { readCreated, readSigned } from './credential.js';

const signed = { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' };
const created = { clientDataJSON: 'e30', attestationObject: 'AAAA' };
const credential = (response: unknown, changes = {}) => ({
  ...{ id: 'a-b_1', rawId: 'a-b_1', type: 'public-key', response, clientExtensionResults: {}, ...changes },
});

describe('what a browser gives', () => {
  test('is read by what is named, and by nothing else', () => {
    const more = { userHandle: 'AAAA', publicKey: 'AAAA', publicKeyAlgorithm: -7, later: {} };
    expect(readSigned(credential({ ...signed, ...more }))).toEqual({ id: 'a-b_1', ...signed });
    const transports = ['usb', 'nfc', 'telepathy', 7];
    expect(readCreated(credential({ ...created, ...more, transports }))).toEqual({
      ...{ id: 'a-b_1', ...created, transports: ['nfc', 'usb'] },
    });
    expect(readCreated(credential({ ...created, transports: 'usb' })).transports).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'credential'],
    ['a list', [credential({ ...signed, ...created })]],
    ['an empty object', {}],
    ['another type', credential({ ...signed, ...created }, { type: 'password' })],
    ['two ids', credential({ ...signed, ...created }, { rawId: 'another' })],
    ['an id that is no text', credential({ ...signed, ...created }, { id: 7, rawId: 7 })],
    [
      'an id longer than any',
      credential({ ...signed, ...created }, { id: 'a'.repeat(1_365), rawId: 'a'.repeat(1_365) }),
    ],
    ['an id that is no base64url', credential({ ...signed, ...created }, { id: 'a+b=', rawId: 'a+b=' })],
    ['no response', credential(undefined)],
    ['a part that is no text', credential({ ...signed, ...created, clientDataJSON: {} })],
    ['an empty part', credential({ ...signed, ...created, clientDataJSON: '' })],
    ['a part longer than any', credential({ ...signed, ...created, clientDataJSON: 'a'.repeat(6_145) })],
    ['a response of neither kind', credential({ clientDataJSON: 'e30' })],
  ])('R21: is not %s', (_, given) => {
    const refused = expect.objectContaining({ code: 'bad_request' });
    expect(() => readSigned(given)).toThrow(refused);
    expect(() => readCreated(given)).toThrow(refused);
  });
});
