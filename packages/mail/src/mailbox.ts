/** Whom a mail is from or to. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** One address and nothing beside it: no space, comma, bracket, quote or control that could begin another, or a header. */
const ADDRESS = /^[^\s\p{C}<>(),;:"\\[\]@]+@[^\s\p{C}<>(),;:"\\[\]@]+$/u;
const NAMED = /^([^\p{C}<>"]*)<([^<>]+)>$/u;

/** Whether a text is one mail address. */
export function isAddress(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 254 && ADDRESS.test(text);
}

/** `a@example.com` or `Name <a@example.com>`; `undefined` for anything else. */
export function parseMailbox(text: unknown): Mailbox | undefined {
  if (isAddress(text)) return { name: '', address: text };
  const [, name = '', address] = NAMED.exec(typeof text === 'string' ? text : '') ?? [];
  return isAddress(address) ? { name: name.trim(), address } : undefined;
}
