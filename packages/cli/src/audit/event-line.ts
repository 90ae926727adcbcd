import { EVENT_KINDS } from '@countersign/core';
import type { KeptEvent } from '@countersign/typeorm';
import { printable } from '../printable.js';

const PREFIX = 'countersign.';

/** An event in one line: its number, when, what, how it ended, and all that it says beside that. */
export function eventLine({ sequence, event }: KeptEvent): string {
  const { at, type, result } = event;
  const said = Object.entries(event)
    .filter(([name]) => isOwn(type, name))
    .map(
      ([name, value]) =>
        `${name}=${typeof value === 'string' && /^[\w.:@+-]+$/.test(value) ? value : JSON.stringify(value)}`,
    );
  return printable([sequence, at, type.replace(PREFIX, ''), result, ...said].join('  '));
}

/** What ties events together is said too; the stamp that all have is not. */
function isOwn(type: KeptEvent['event']['type'], name: string): boolean {
  const fields: readonly string[] = EVENT_KINDS[type]?.fields ?? [];
  return [...fields, 'signIn', 'address', 'session'].includes(name);
}
