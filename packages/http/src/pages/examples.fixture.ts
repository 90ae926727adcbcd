import {
  type CodeState,
  METHODS,
  SecondFactorError,
  type SecondFactorErrorCode,
  type SecondFactorState,
} from '@countersign/core';
import { countryName } from './country-name.js';
import type { CountryChoice, Page, PageContext, PageProblem } from './page.js';

/** Surroundings as a host would have them. */
export const CONTEXT: PageContext = {
  issuer: 'Management Interface',
  basePath: '/2fa',
  assetsPath: '/2fa/assets',
  loginPath: '/login',
  locale: 'en',
};

/** The same where browsers may be trusted. */
export const TRUSTING: PageContext = { ...CONTEXT, trustDays: 14 };

const choice = (code: string, dialCode: string): CountryChoice => ({ code, dialCode, name: countryName(code) });

/** Countries as a host would allow them. */
export const COUNTRIES = [choice('US', '1'), choice('NL', '31'), choice('GB', '44'), choice('DE', '49')];

/** A code that was sent a moment ago. */
export function codeState(changes: Partial<CodeState> = {}): CodeState {
  return {
    sentAt: '2026-01-01T00:00:00.000Z',
    expiresInSeconds: 299,
    resendInSeconds: 29,
    answerInSeconds: 0,
    length: 6,
    attemptsLeft: 5,
    sendsLeft: 2,
    reference: 'KT',
    channel: 'sms',
    delivery: 'accepted',
    failure: null,
    ...changes,
  };
}

/** A visitor whose code is on its way. */
export function stateOf(changes: Partial<SecondFactorState> = {}): SecondFactorState {
  return {
    status: 'code_required',
    purpose: 'sign-in',
    methods: ['sms'],
    method: 'sms',
    phone: '•••• 42',
    code: codeState(),
    trustable: true,
    ...changes,
  };
}

/** A refusal with the message that core gives it. */
export function problemOf(errorCode: SecondFactorErrorCode, more: Partial<PageProblem> = {}): PageProblem {
  return { errorCode, message: new SecondFactorError(errorCode).message, ...more };
}

const ENROLLING = stateOf({ status: 'enrolment_required', purpose: 'enrol' });
const EMPTY = stateOf({ status: 'enrolment_required', purpose: 'enrol', phone: null, code: null });

const WAYS = ['sms', 'voice', 'whatsapp'] as const;

const own = {
  name: null,
  phone: null,
  left: null,
  since: '2026-01-05T09:00:00.000Z',
  preferred: false,
  disabled: false,
};
const FACTORS = [
  { ...own, id: 'f1', kind: 'phone', phone: '•••• 42', preferred: true },
  { ...own, id: 'f2', kind: 'totp', name: 'Tablet' },
  { ...own, id: 'f3', kind: 'phone', phone: '•••• 17', disabled: true },
  { ...own, id: 'f4', kind: 'recovery', left: 3 },
] as const;

const register = { name: 'register-phone', state: EMPTY, countries: COUNTRIES } as const;
const TOTP = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  uri: 'otpauth://totp/Management%20Interface:alice%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Management%20Interface',
};
const totp = {
  name: 'totp',
  state: stateOf({ methods: ['totp', 'sms', 'passkey'], method: 'totp', phone: null, code: null }),
} as const;
const passkey = {
  name: 'passkey',
  state: stateOf({ status: 'method_required', methods: ['passkey'], method: 'passkey', phone: null, code: null }),
} as const;
const verify = { name: 'verify', state: stateOf() } as const;

const DEVICE = {
  ...{ id: 'AAAAAAAAAAAAAAAA', name: 'Firefox on Windows', thisOne: true },
  firstUsedAt: '2026-01-05T09:00:00.000Z',
  lastUsedAt: '2026-01-06T09:00:00.000Z',
  expiresAt: '2026-01-19T09:00:00.000Z',
};

/** A page of every kind, by a name that tells what is special about it. */
export const EXAMPLES: Readonly<Record<string, Page>> = {
  'register-phone': register,
  'register-phone one country': { ...register, countries: COUNTRIES.slice(1, 2) },
  'register-phone phone_invalid': {
    ...register,
    values: { phone: '06 1234', country: 'NL' },
    problem: problemOf('phone_invalid'),
  },
  'register-phone after recovery': { ...register, state: { ...EMPTY, methods: ['sms', 'totp'], after: 'recovery' } },
  'register-phone after an uncounted factor': {
    ...register,
    state: { ...EMPTY, methods: ['totp', 'passkey'], after: 'uncounted' },
  },
  'register-phone or app': { ...register, state: { ...EMPTY, methods: ['sms', 'totp', 'passkey'] } },
  'register-phone app alone': { ...register, state: { ...EMPTY, methods: ['totp'] } },
  totp,
  'totp step-up': { ...totp, state: { ...totp.state, purpose: 'step-up' } },
  'totp refused': { ...totp, problem: problemOf('code_wrong', { attemptsLeft: 3 }) },
  'totp set up': { ...totp, state: { ...totp.state, purpose: 'enrol', totp: TOTP } },
  'totp set up refused': {
    ...totp,
    state: { ...totp.state, purpose: 'enrol', totp: TOTP },
    problem: problemOf('code_wrong', { attemptsLeft: 4 }),
  },
  'register-phone or passkey': { ...register, state: { ...EMPTY, methods: ['sms', 'passkey'] } },
  'register-phone passkey alone': { ...register, state: { ...EMPTY, methods: ['passkey'] } },
  'register-phone passkey refused': {
    ...register,
    state: { ...EMPTY, methods: ['sms', 'passkey'] },
    problem: problemOf('bad_request', { details: ['name: must be a text of at most 64'] }),
  },
  passkey,
  'passkey step-up': { ...passkey, state: { ...passkey.state, purpose: 'step-up' } },
  'passkey more ways': { ...passkey, state: { ...passkey.state, methods: ['passkey', ...WAYS] } },
  'passkey refused': { ...passkey, problem: problemOf('code_wrong', { attemptsLeft: 3 }) },
  verify,
  'verify or passkey': { name: 'verify', state: stateOf({ methods: ['sms', 'passkey'] }) },
  'verify enrol': { name: 'verify', state: ENROLLING },
  'verify code_sent': { ...verify, notice: 'code_sent' },
  'verify code_not_sent': { name: 'verify', state: stateOf({ code: null }), notice: 'code_not_sent' },
  'verify undelivered': { name: 'verify', state: stateOf({ code: codeState({ delivery: 'undelivered' }) }) },
  'verify opted_out': {
    name: 'verify',
    state: stateOf({ methods: WAYS, code: codeState({ delivery: 'undelivered', failure: 'opted_out' }) }),
  },
  'verify voice': { name: 'verify', state: stateOf({ methods: WAYS, code: codeState({ channel: 'voice' }) }) },
  'verify whatsapp': { name: 'verify', state: stateOf({ methods: WAYS, code: codeState({ channel: 'whatsapp' }) }) },
  'verify code_wrong': { ...verify, problem: problemOf('code_wrong', { attemptsLeft: 4, reference: 'KT' }) },
  'verify waiting': {
    name: 'verify',
    state: stateOf({ code: codeState({ attemptsLeft: 3, answerInSeconds: 60 }) }),
    problem: problemOf('second_factor_locked', { retryAfterSeconds: 60 }),
  },
  'verify code_superseded': { ...verify, problem: problemOf('code_superseded', { attemptsLeft: 1, reference: 'KT' }) },
  'verify code_expired': { name: 'verify', state: stateOf({ code: null }), problem: problemOf('code_expired') },
  'verify resend_too_soon': { ...verify, problem: problemOf('resend_too_soon', { retryAfterSeconds: 12 }) },
  'verify too_many_codes': {
    name: 'verify',
    state: stateOf({ code: codeState({ sendsLeft: 0 }) }),
    problem: problemOf('too_many_codes'),
  },
  'verify last send': { name: 'verify', state: stateOf({ code: codeState({ sendsLeft: 1, attemptsLeft: 2 }) }) },
  'send-code': { name: 'send-code', state: stateOf({ phone: null, code: null }) },
  'send-code more ways': { name: 'send-code', state: stateOf({ phone: null, code: null, methods: WAYS }) },
  'send-code full': { name: 'send-code', state: { ...stateOf({ phone: null, code: null }), retryAfterSeconds: 2_400 } },
  'send-code step-up': { name: 'send-code', state: stateOf({ purpose: 'step-up', phone: null, code: null }) },
  'send-code uncounted': { name: 'send-code', state: stateOf({ uncounted: true, phone: null, code: null }) },
  'send-code session by app': {
    name: 'send-code',
    state: stateOf({ status: 'signed_in', purpose: 'step-up', method: 'totp', code: null }),
  },
  'send-code session': { name: 'send-code', state: stateOf({ status: 'signed_in', purpose: 'step-up', code: null }) },
  password: { name: 'password' },
  'password password_wrong': { name: 'password', problem: problemOf('password_wrong', { attemptsLeft: 4 }) },
  'refused sign_in_expired': { name: 'refused', problem: problemOf('sign_in_expired') },
  'refused locked': { name: 'refused', problem: problemOf('second_factor_locked', { retryAfterSeconds: 480 }) },
  recovery: { name: 'recovery', moreMethods: true },
  'recovery code_wrong': {
    ...{ name: 'recovery', moreMethods: false },
    problem: problemOf('code_wrong', { attemptsLeft: 4 }),
  },
  'recovery-codes': {
    ...{ name: 'recovery-codes', continueTo: '/login' },
    codes: ['7K3M-0VQ1-XW9Z-HT2A', '0000-1111-2222-3333'],
  },
  'bypass-code': {
    ...{ name: 'bypass-code', code: '7K3M-0VQ1-XW9Z-HT2A', expiresAt: '2026-01-05T09:15:00.000Z' },
    ...{ needsApproval: true, continueTo: '/login' },
  },
  'not-me': { name: 'not-me', token: 'claims.mac' },
  'not-me done': { name: 'not-me', outcome: 'done' },
  'not-me unknown': { name: 'not-me', outcome: 'unknown' },
  report: {
    name: 'report',
    accounts: [
      { id: '1', name: 'Alice Martin', methods: ['sms'], since: '2026-01-05T09:00:00.000Z' },
      { id: '2', name: 'Bob Jansen', methods: [], since: null },
    ],
  },
  continue: {
    name: 'continue',
    defaultPath: '/login',
    form: { path: '/login/form?a=1', fields: [['reason', 'left']] },
  },
  devices: { name: 'devices', devices: [DEVICE, { ...DEVICE, id: 'BBBBBBBBBBBBBBBB', thisOne: false }] },
  'devices none': { name: 'devices', devices: [] },
  'register-phone change': { ...register, state: { ...EMPTY, purpose: 'change' } },
  factors: { name: 'factors', factors: FACTORS, methods: METHODS, devices: true, back: '/2fa' },
  'factors none': { name: 'factors', factors: [], methods: ['sms'], devices: false, back: '/2fa' },
  'factors bad_request': {
    ...{ name: 'factors', factors: FACTORS, methods: METHODS, devices: true, back: '/2fa' },
    problem: problemOf('bad_request', { details: ['id: is your last factor, and one must stay'] }),
  },
  'refused unavailable': { name: 'refused', problem: problemOf('second_factor_unavailable') },
};
