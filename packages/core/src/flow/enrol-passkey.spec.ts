import { describe, expect, test } from '@jest/globals';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { codeOf, createHost, logIn, refusalOf } from '../spec/flow.js';
import { createWithPasskey, enrolPasskey, ORIGIN } from '../spec/passkeys.js';
import { type Lie, SoftwareAuthenticator } from '../testing/index.js';

describe('a new passkey', () => {
  test('R06, R62: is kept sealed, under a name, and bound to its account', async () => {
    const host = createHost();
    const device = new SoftwareAuthenticator(ORIGIN);
    const { assurance } = await enrolPasskey(host, host.alice, device, '  Blue key ');
    expect(assurance).toMatchObject({ amr: ['pwd', 'pop', 'mfa'], method: 'passkey' });
    const [factor] = await host.factors.factors('alice');
    expect(factor).toMatchObject({ kind: 'passkey', name: 'Blue key', lastDigits: null, counter: 1 });
    expect(JSON.stringify(factor)).not.toContain(device.ids[0]);
    expect(host.sink.events.at(-2)).toMatchObject({ type: 'countersign.factor.enrolled', method: 'passkey' });
  });

  test.each<[string, Lie]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another host’s', { rpId: 'evil.example' }],
    ['another challenge', { challenge: 'A'.repeat(43) }],
    ['another page’s frame', { crossOrigin: true }],
  ])('R35: of %s binds nothing, and is charged', async (_, lie) => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    const options = await host.secondFactor.passkeyOptions(token);
    const credential = new SoftwareAuthenticator(ORIGIN).create(options, lie);
    const refused = await refusalOf(host.secondFactor.verify(token, { method: 'passkey', credential }));
    expect([refused.code, refused.data.attemptsLeft]).toEqual(['code_wrong', 4]);
    expect(await host.factors.factors('alice')).toEqual([]);
  });

  test('R04: is taken only where one was asked for, and only under its own name', async () => {
    const host = createHost();
    const [one, two] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    const made = new SoftwareAuthenticator(ORIGIN).create(await host.secondFactor.passkeyOptions(one.token));
    const verify = (token: string, credential: object, name?: string) =>
      codeOf(host.secondFactor.verify(token, { method: 'passkey', credential, name }));
    expect(await verify(two.token, made)).toBe('bad_request');
    expect(await verify(one.token, made, 'two\nlines')).toBe('bad_request');
    expect(await verify(one.token, { ...made, id: 'another', rawId: 'another' })).toBe('code_wrong');
  });

  test('R41: is no second account’s', async () => {
    const host = await createWithPasskey();
    const { token } = await logIn(host, host.bob);
    const options = await host.secondFactor.passkeyOptions(token);
    const credential = new SoftwareAuthenticator(ORIGIN).create(options, { id: host.device.ids[0] ?? '' });
    const refused = await codeOf(host.secondFactor.verify(token, { method: 'passkey', credential }));
    expect([refused, await host.factors.factors('bob')]).toEqual(['enrolment_not_allowed', []]);
  });

  test('is not asked who made it: what is said of that all the same is not read', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    const made = new SoftwareAuthenticator(ORIGIN).create(await host.secondFactor.passkeyOptions(token));
    const object = isoCBOR.decodeFirst<Map<string, unknown>>(Buffer.from(made.response.attestationObject, 'base64url'));
    object.set('fmt', 'packed').set('attStmt', new Map([['x5c', [new Uint8Array([1, 2, 3])]]]));
    const attestationObject = Buffer.from(isoCBOR.encode(object as never)).toString('base64url');
    const credential = { ...made, response: { ...made.response, attestationObject } };
    await host.secondFactor.verify(token, { method: 'passkey', credential });
    expect(await host.factors.factors('alice')).toHaveLength(1);
  });
});
