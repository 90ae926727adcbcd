import { SPOKEN_TEXTS } from './channels/spoken-texts.js';

/** What an option must be: a test, and the sentence that a wrong value is answered with. */
export interface OptionRule {
  readonly fits: (value: unknown) => boolean;
  readonly expected: string;
}

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A text of a given form. */
const text = (form: RegExp) => (value: unknown) => typeof value === 'string' && form.test(value);

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

const MESSAGING_SERVICE: OptionRule = {
  fits: text(/^MG\w+$/),
  expected: 'must be a Messaging Service SID, which starts with MG; a Verify service id (VA…) is not accepted',
};

const NUMBER: OptionRule = { fits: text(/^\+[1-9]\d{6,14}$/), expected: 'must be an E.164 number' };

/** The rules of `voice`. */
export const VOICE_RULES = {
  from: NUMBER,
  language: {
    fits: (value) => typeof value === 'string' && Object.hasOwn(SPOKEN_TEXTS, value),
    expected: `must be one of ${Object.keys(SPOKEN_TEXTS).join(', ')}`,
  },
} as const satisfies Record<string, OptionRule>;

/** The rules of `whatsapp`. */
export const WHATSAPP_RULES = {
  from: NUMBER,
  messagingServiceSid: MESSAGING_SERVICE,
  contentSid: { fits: text(/^HX\w+$/), expected: 'must be the SID of a Content template, which starts with HX' },
} as const satisfies Record<string, OptionRule>;

/** The rule of every option. The sentences never hold the value: it may be a secret in the wrong place. */
export const OPTION_RULES = {
  accountSid: {
    fits: text(/^AC\w+$/),
    expected: 'must be an account SID, which starts with AC',
  },
  apiKey: {
    fits: text(/^SK\w+$/),
    expected:
      'must be an API key SID, which starts with SK; an auth token, an account SID or a Verify service id (VA…) is not accepted',
  },
  apiSecret: { fits: text(/^\S+$/), expected: "must be the API key's secret, without spaces" },
  from: {
    fits: text(/^(?:\+[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 +\-_&]{0,10})$/),
    expected: 'must be an E.164 number, a short code, or 1 to 11 letters and digits with a letter among them',
  },
  messagingServiceSid: MESSAGING_SERVICE,
  voice: { fits: isObject, expected: 'must be an object with from, and language if need be' },
  whatsapp: { fits: isObject, expected: 'must be an object with contentSid and one of from and messagingServiceSid' },
  apiUrl: {
    fits: isBaseUrl,
    expected: 'must be an https URL, or an http URL of this machine, without credentials, query or fragment',
  },
  timeoutMs: {
    fits: (value) => Number.isInteger(value) && Number(value) >= 1_000 && Number(value) <= 5_000,
    expected: 'must be a whole number of milliseconds from 1000 to 5000',
  },
  discardContent: {
    fits: (value) => typeof value === 'boolean' || value === 'if-allowed',
    expected: "must be true, false or 'if-allowed'",
  },
  receipts: {
    fits: isReceipts,
    expected:
      'must hold the https url of POST /2fa/twilio/status, without query, and one to four authTokens of 32 letters and digits',
  },
} as const satisfies Record<string, OptionRule>;

/** Plain http would show code and key to the network; on this machine there is none in between. */
function isBaseUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(value);
  if (username || password || search || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.has(hostname));
}

function isReceipts(value: unknown): boolean {
  const { url, authTokens, ...others } = Object(value) as Record<string, unknown>;
  if (Object.keys(others).length > 0 || !isBaseUrl(url) || !/\/twilio\/status$/.test(String(url))) return false;
  if (!Array.isArray(authTokens) || authTokens.length < 1 || authTokens.length > 4) return false;
  return authTokens.every((token) => typeof token === 'string' && /^[A-Za-z0-9]{32}$/.test(token));
}
