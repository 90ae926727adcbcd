import { describe, expect, test } from '@jest/globals';
import { checkOptions } from './check-options.js';
import type { TwilioSenderOptions } from './twilio-sender-options.js';

const HEX = '0123456789abcdef'.repeat(2);
const good = {
  accountSid: `AC${HEX}`,
  apiKey: `SK${HEX}`,
  apiSecret: 'a-secret-of-32-characters-or-so-',
  from: '+15005550006',
};

/** Options as plain JavaScript may give them. */
const checked = (changes: object) => checkOptions({ ...good, ...changes } as TwilioSenderOptions);
const refusal = (changes: object) => {
  try {
    checked(changes);
  } catch (error) {
    return error;
  }
  throw new Error('was accepted');
};

describe('options that are refused', () => {
  test.each([
    ['accountSid', undefined, /^accountSid must be an account SID, which starts with AC/],
    ['accountSid', `SK${HEX}`, /^accountSid must be an account SID, which starts with AC/],
    ['accountSid', 'AC 123', /starts with AC/],
    ['apiKey', undefined, /^apiKey must be an API key SID, which starts with SK/],
    ['apiKey', `AC${HEX}`, /an auth token, an account SID or a Verify service id \(VA…\) is not accepted/],
    ['apiKey', `VA${HEX}`, /a Verify service id \(VA…\) is not accepted/],
    ['apiKey', HEX, /an auth token/],
    ['apiSecret', undefined, /^apiSecret must be the API key's secret/],
    ['apiSecret', 'two words', /without spaces/],
    ['apiSecret', `${HEX}\n`, /without spaces/],
    ['from', '0612345678901', /^from must be an E\.164 number, a short code, or/],
    ['from', 'Twelve chars', /1 to 11 letters and digits/],
    ['from', 'Müller', /1 to 11 letters and digits/],
    ['from', '', /^from must/],
    ['apiUrl', 'api.example.com', /^apiUrl must be an https URL/],
    ['apiUrl', 'http://api.example.com', /^apiUrl must be an https URL, or an http URL of this machine/],
    ['apiUrl', 'http://127.0.0.1.example.com', /^apiUrl must/],
    ['apiUrl', 'https://user:password@api.example.com', /without credentials/],
    ['apiUrl', 'https://api.example.com/?a=1', /query or fragment/],
    ['timeoutMs', 999, /^timeoutMs must be a whole number of milliseconds from 1000 to 5000/],
    ['timeoutMs', 5001, /from 1000 to 5000/],
    ['timeoutMs', 1500.5, /whole number/],
    ['timeoutMs', '5000', /whole number/],
    ['timeoutMs', 0, /from 1000 to 5000/],
    ['discardContent', 'true', /^discardContent must be true, false or 'if-allowed'/],
    ['voice', '+15005550006', /^voice must be an object with from/],
    ['voice', {}, /^voice\.from must be an E\.164 number/],
    ['voice', { from: 'Example' }, /^voice\.from must be an E\.164 number/],
    ['voice', { from: good.from, language: 'nl-NL' }, /^voice\.language must be one of en, nl, de, fr/],
    ['voice', { from: good.from, language: 'toString' }, /^voice\.language must be one of en, nl, de, fr/],
    ['voice', { from: good.from, record: true }, /^voice\.record is not an option .* voice\.from, voice\.language$/],
    ['whatsapp', null, /^whatsapp must be an object with contentSid/],
    ['whatsapp', { from: good.from }, /^whatsapp\.contentSid must be the SID of a Content template/],
    ['whatsapp', { contentSid: `HX${HEX}` }, /exactly one of whatsapp\.from and whatsapp\.messagingServiceSid$/],
    ['whatsapp', { contentSid: `HX${HEX}`, from: 'whatsapp:+15005550006' }, /^whatsapp\.from must be an E\.164/],
    ['whatsapp', { contentSid: `MG${HEX}`, from: good.from }, /which starts with HX/],
    ['authToken', HEX, /^authToken is not an option of twilioSender; options are accountSid, apiKey/],
    ['toString', 'x', /^toString is not an option/],
  ])('R32: %s %j', (name, value, message) => {
    const error = refusal({ [name]: value });
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(message);
  });

  test('exactly one sender: neither', () => {
    expect(refusal({ from: undefined })).toEqual(
      new TypeError('twilioSender takes exactly one of from and messagingServiceSid'),
    );
  });

  test('exactly one sender: both', () => {
    expect(refusal({ messagingServiceSid: `MG${HEX}` })).toEqual(
      new TypeError('twilioSender takes exactly one of from and messagingServiceSid'),
    );
  });

  test('R32: a Verify service is no Messaging Service', () => {
    expect((refusal({ from: undefined, messagingServiceSid: `VA${HEX}` }) as Error).message).toMatch(
      /which starts with MG/,
    );
  });

  test.each([undefined, null, 'options'])('no options at all: %j', (options) => {
    expect(() => checkOptions(options as unknown as TwilioSenderOptions)).toThrow(TypeError);
  });

  test('R76: no value is repeated in an error, for it may be a secret in the wrong place', () => {
    const secret = 'sentinel secret with spaces';
    for (const name of Object.keys(good))
      expect((refusal({ [name]: secret }) as Error).message).not.toContain('sentinel');
  });
});

describe('options that pass', () => {
  test('defaults', () => {
    expect(checked({})).toMatchObject({
      apiUrl: null,
      timeoutMs: 5000,
      discardContent: 'if-allowed',
      sender: { from: good.from },
    });
  });

  test.each(['+15005550006', '12345', 'Example', '3M', 'A B-C_D+E&F'])('from %j', (from) => {
    expect(checked({ from }).sender).toEqual({ from });
  });

  test.each(['https://gateway.example.com/twilio', 'http://127.0.0.1:4010', 'http://localhost:1', 'http://[::1]:1'])(
    'apiUrl %s',
    (apiUrl) => {
      expect(checked({ apiUrl }).apiUrl?.href).toContain(apiUrl);
    },
  );

  test.each([1000, 5000])('timeoutMs %d', (timeoutMs) => {
    expect(checked({ timeoutMs }).timeoutMs).toBe(timeoutMs);
  });

  test('voice, in English where nothing is said', () => {
    expect(checked({}).voice).toBeNull();
    expect(checked({ voice: { from: good.from } }).voice).toEqual({ from: good.from, language: 'en' });
    expect(checked({ voice: { from: good.from, language: 'nl' } }).voice).toMatchObject({ language: 'nl' });
  });

  test.each([{ from: good.from }, { messagingServiceSid: `MG${HEX}` }])('whatsapp from %j', (sender) => {
    expect(checked({}).whatsapp).toBeNull();
    const contentSid = `HX${HEX}`;
    expect(checked({ whatsapp: { contentSid, ...sender } }).whatsapp).toEqual({ contentSid, sender });
  });

  test('options that are undefined count as left out', () => {
    expect(checked({ apiUrl: undefined, messagingServiceSid: undefined }).sender).toEqual({ from: good.from });
  });
});
