/**
 * What each authentication method reference proves: something known, held, or of the body; `null` where it alone proves no
 * factor. The names are those that RFC 8176 registers.
 */
const KINDS = {
  ...{ pwd: 'known', pin: 'known', kba: 'known' },
  ...{ sms: 'held', otp: 'held', tel: 'held', hwk: 'held', swk: 'held', pop: 'held', sc: 'held', wia: 'held' },
  ...{ face: 'body', fpt: 'body', iris: 'body', retina: 'body', vbm: 'body' },
  ...{ mfa: null, mca: null, geo: null, rba: null, user: null },
} as const;

/** An authentication method reference of RFC 8176. */
export type Amr = keyof typeof KINDS;

/** Whether a text is a name that RFC 8176 registers. */
export function isAmr(text: unknown): text is Amr {
  return typeof text === 'string' && Object.hasOwn(KINDS, text);
}

/**
 * What a session has proved when another method is added to it. `mfa` is added only when the two are of different kinds: a
 * link in a mail, of which nothing is known, and a text message prove no two factors (R68).
 */
export function withMethod(proved: readonly Amr[], method: Amr): readonly Amr[] {
  const twoKinds = proved.some((amr) => KINDS[amr] !== null && KINDS[amr] !== KINDS[method]);
  return [...new Set([...proved, method, ...(twoKinds ? ['mfa' as const] : [])])];
}
