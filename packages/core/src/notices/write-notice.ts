import type { Notice } from '../ports/notifier.js';
import { TEXTS } from './texts.js';

/** What a notice is written of. */
export type NoticeFacts = Omit<Notice, 'title' | 'text'>;

/** The service, as it is named. */
export interface NoticeSender {
  readonly issuer: string;
  readonly host: string;
}

/** Adds title and text to a notice. */
export function writeNotice(facts: NoticeFacts, { issuer, host }: NoticeSender): Notice {
  const { title, what } = textsOf(facts);
  const { address } = facts;
  const lines = [
    ...[TEXTS.greeting, '', what, ''],
    fill(TEXTS.when, { at: minuteOf(facts.at) }),
    ...(address === undefined ? [] : [fill(TEXTS.address, { address })]),
    ...[fill(TEXTS.account, { host }), ''],
    ...(facts.contestUrl === null ? [TEXTS.contestWithoutLink] : [TEXTS.contest, facts.contestUrl]),
    ...['', TEXTS.ignore, TEXTS.never],
  ];
  return { ...facts, title: fill(title, { issuer }), text: `${lines.join('\n')}\n` };
}

/** What is registered is no phone, where it is a passkey. */
function textsOf({ kind, method }: Pick<NoticeFacts, 'kind' | 'method'>) {
  return kind === 'factor_enrolled' && method === 'passkey' ? TEXTS.passkeyEnrolled : TEXTS.kinds[kind];
}

/** `2026-01-05T09:00:00.000Z` as `2026-01-05 09:00`. */
function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
