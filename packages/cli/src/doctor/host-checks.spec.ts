import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../environment.js';
import { look } from '../spec/look.js';
import { judgeSecrets } from './secrets.js';
import { settingsCheck } from './settings.check.js';
import { type DoctorOptions, readSettings } from './settings.js';
import { textsCheck } from './texts.js';

const SECRET = 'pX2m9QwLr7vTz4KcYb8NdHs3FgJe6RaU';
const TWILIO = {
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_API_KEY: 'SK1',
  TWILIO_API_SECRET: 'sentinel',
  TWILIO_FROM: 'Example',
};

describe('settings', () => {
  const found = (env: Environment, options?: DoctorOptions) => look(settingsCheck, env, options);

  test('that the host would start with', async () => {
    const token = { TWILIO_AUTH_TOKEN: '5e'.repeat(16), PUBLIC_URL: 'https://manage.example.com/' };
    expect(await found({ ...TWILIO, ...token })).toEqual({ status: 'ok', says: 'Allowed: US, NL, GB, DE, FR.' });
    expect((await found({ SECOND_FACTOR_COUNTRIES: 'NL, BE' })).says).toBe('Allowed: NL, BE.');
    expect((await found({ SECOND_FACTOR_COUNTRIES: 'NL' }, { countries: 'DE' })).says).toBe('Allowed: DE.');
  });

  test.each<[string, Environment, string]>([
    ['R26: a country that is none', { SECOND_FACTOR_COUNTRIES: 'NL,sentinel' }, 'number 2 is none'],
    ['R87: no country', { SECOND_FACTOR_COUNTRIES: ',' }, 'must list at least one country'],
    ['no origin', { PUBLIC_URL: 'https://sentinel.example.com/console' }, 'PUBLIC_URL must be an origin'],
    ['R32: the auth token as a key', { ...TWILIO, TWILIO_API_KEY: 'AC1' }, 'TWILIO_API_KEY must be an API key SID'],
    ['half of Twilio', { TWILIO_FROM: 'Example' }, 'TWILIO_ACCOUNT_SID is not set. TWILIO_API_KEY is not set'],
    [
      'plain http to elsewhere',
      { ...TWILIO, TWILIO_API_URL: 'http://sentinel.example.com' },
      'TWILIO_API_URL must be an https',
    ],
    ['an auth token that is none', { TWILIO_AUTH_TOKEN: 'sentinel' }, 'TWILIO_AUTH_TOKEN must hold'],
  ])('%s', async (_, env, says) => {
    const verdict = await found(env);
    expect(verdict).toMatchObject({ status: 'problem', says: expect.stringContaining(says) });
    expect(JSON.stringify(verdict)).not.toContain('sentinel');
  });

  test('all that is wrong is told at once', async () => {
    const { says } = await found({ ...TWILIO, TWILIO_API_KEY: 'x', TWILIO_ACCOUNT_SID: 'x', PUBLIC_URL: 'x' });
    for (const name of ['PUBLIC_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_API_KEY']) expect(says).toContain(`${name} must`);
  });

  test('a number that is given comes before a Messaging Service of a variable, and the other way round', () => {
    const env = { TWILIO_MESSAGING_SERVICE_SID: 'MG1', TWILIO_FROM: '12345' };
    expect(readSettings(env).twilio).toMatchObject({ messagingServiceSid: 'MG1', from: undefined });
    expect(readSettings(env, { from: '54321' }).twilio).toMatchObject({
      messagingServiceSid: undefined,
      from: '54321',
    });
    expect(readSettings(env, { messagingService: 'MG2' }).twilio.messagingServiceSid).toBe('MG2');
  });

  test('R87: a length of codes that no host may have is refused', () => {
    for (const codeLength of [5, 11, 6.5]) expect(() => readSettings({}, { codeLength })).toThrow(RangeError);
  });
});

describe('secrets', () => {
  test.each([
    ['none', [], 'problem', /not set/],
    ['R87: 31 bytes', [SECRET.slice(1)], 'problem', /Shorter than 32 bytes: COUNTERSIGN_SECRET/],
    ['R87: an old one that is too short', [SECRET, 'short'], 'problem', /Shorter than 32 bytes: number 2/],
    ['one character', ['a'.repeat(40)], 'problem', /few different characters/],
    ['few characters', ['0123'.repeat(10)], 'problem', /few different characters/],
    ['one of an example', ['change-me-change-me-please-do-it-now'], 'warning', /looks like an example/],
    ['the same twice', [SECRET, SECRET], 'warning', /twice/],
    ['one as it should be', [SECRET], 'ok', /One secret/],
    ['two as they should be', [SECRET, [...SECRET].reverse().join('')], 'ok', /2 secrets.*reseal --check/],
  ] as const)('%s', (_, secrets, status, says) => {
    const verdict = judgeSecrets(secrets);
    expect(verdict).toMatchObject({ status, says: expect.stringMatching(says) });
    for (const secret of secrets) expect(JSON.stringify(verdict)).not.toContain(secret);
  });
});

describe('texts', () => {
  const PUBLIC_URL = 'https://manage.example.com';
  const found = (issuer: string | undefined, codeLength = 6) =>
    look(textsCheck, { PUBLIC_URL }, { issuer, codeLength });

  test('R30: one segment, for an issuer of just as many characters as fit', async () => {
    const { says } = await found(undefined);
    const room = Number(/it may have (\d+) characters/.exec(says)?.[1]);
    expect(await found('M'.repeat(room))).toEqual({
      status: 'ok',
      says: 'One segment each: the longest has 160 of 160 characters.',
    });
    expect(await found('M'.repeat(room + 1))).toMatchObject({
      status: 'problem',
      says: expect.stringContaining(`has ${room + 1} characters, and ${room} fit`),
    });
    expect(await found('M'.repeat(room), 8)).toMatchObject({ status: 'problem' });
  });

  test('R30: characters that make it two are named', async () => {
    const verdict = await found('Bücher “[€]”');
    expect(verdict).toMatchObject({ status: 'problem', says: expect.stringMatching(/: “ \[ € \] ”$/) });
  });

  test('are not measured without an address', async () => {
    expect(await look(textsCheck, {}, { issuer: 'Example' })).toMatchObject({ status: 'skipped' });
  });
});
