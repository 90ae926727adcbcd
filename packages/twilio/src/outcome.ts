import type { SendOutcome } from '@countersign/core';
import { CODE_MEANINGS, type CodeMeaning } from './error-codes.js';

/** Codes of Node's for a connection that was never made: not a byte of the text left this machine. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Twilio's code for a server that is overloaded: of the 5xx the one that says that nothing was done. */
const OVERLOADED = 20503;

const UNDECIDED: SendOutcome = { status: 'unknown', reason: 'unavailable' };

/**
 * What came of a send that threw. Judged by `status` and `code` alone, for the SDK throws errors of several classes, some
 * not exported; their texts are neither read nor passed on (R32).
 */
export function outcomeOf(error: unknown): SendOutcome {
  const { status, code } = marksOf(error);
  if (typeof code === 'string' && status === undefined) return withoutAnswer(code);
  if (status === undefined) return UNDECIDED;
  const meaning = typeof code === 'number' ? CODE_MEANINGS.get(code) : undefined;
  if (code === OVERLOADED && meaning !== undefined) return refused(meaning);
  // 408 is the one refusal that does not say how far the request had come.
  if (status >= 400 && status < 500 && status !== 408) return refused(meaning ?? byStatus(status));
  // An answer that leads elsewhere is not Twilio's: a portal, a gateway, a wrong `apiUrl`. Who knows what it did.
  if (status < 400) return { status: 'unknown', reason: 'misconfigured' };
  return UNDECIDED;
}

function withoutAnswer(code: string): SendOutcome {
  if (!NEVER_CONNECTED.has(code)) return UNDECIDED;
  return refused({ reason: 'unavailable', retryable: true, switchChannel: true });
}

/** For codes that are not in the table: too fast passes, anything else will be refused again. */
function byStatus(status: number): CodeMeaning {
  if (status === 429) return { reason: 'busy', retryable: true, switchChannel: false };
  return { reason: 'misconfigured', retryable: false, switchChannel: true };
}

function refused({ reason, retryable, switchChannel }: CodeMeaning): SendOutcome {
  return { status: 'refused', reason, retryable, switchChannel };
}

function marksOf(error: unknown): { readonly status: number | undefined; readonly code: unknown } {
  if (typeof error !== 'object' || error === null) return { status: undefined, code: undefined };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return { status, code: 'code' in error ? error.code : undefined };
}
