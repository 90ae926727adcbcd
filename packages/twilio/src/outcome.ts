import type { SendOutcome } from '@countersign/core';
import { CODE_MEANINGS, type CodeMeaning, means } from './error-codes.js';

/** Codes of Node's for a connection that was never made: not a byte of the message left this machine. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Twilio's code for a server that is overloaded: of the 5xx the one that says that nothing was done. */
const OVERLOADED = 20503;

const BUSY = means('busy', 'later', 'stay');
const NO_CONNECTION = means('unavailable', 'later');

/** Statuses that speak of the account and its key, and not of one message. */
const OF_ACCOUNT = [401, 403, 404];

interface Marks {
  readonly status: number | undefined;
  readonly code: unknown;
}

/**
 * What came of a send that threw. Judged by the HTTP status first, which the code only refines; and by nothing else, for the
 * SDK throws errors of several classes, some not exported, whose texts are neither read nor passed on (R32).
 */
export function outcomeOf(error: unknown): SendOutcome {
  const marks = marksOf(error);
  const { status, code } = marks;
  const told = typeof code === 'number' ? { providerCode: code } : {};
  const refusal = refusalOf(marks);
  if (refusal) return { status: 'refused', ...refusal, ...told };
  // An answer that leads elsewhere is not Twilio's: a portal, a gateway, a wrong `apiUrl`. Who knows what it did.
  const elsewhere = status !== undefined && status < 400;
  if (elsewhere) return { status: 'unknown', reason: 'misconfigured', alert: true, ...told };
  return { status: 'unknown', reason: 'unavailable', ...told };
}

/** Whether a send that threw was surely not processed and may pass in a moment: it may be made once more (R85). */
export function mayPass(error: unknown): boolean {
  const refusal = refusalOf(marksOf(error));
  return refusal === BUSY || refusal === NO_CONNECTION;
}

/** The refusal, where it is sure that nothing was sent. */
function refusalOf({ status, code }: Marks): CodeMeaning | undefined {
  if (status === undefined) return typeof code === 'string' && NEVER_CONNECTED.has(code) ? NO_CONNECTION : undefined;
  if (status === 429 || (status === 503 && code === OVERLOADED)) return BUSY;
  // 408 is the one of the 4xx that does not say how far the request had come.
  if (status < 400 || status >= 500 || status === 408) return undefined;
  return (typeof code === 'number' && CODE_MEANINGS.get(code)) || byStatus(status);
}

/** For codes that are not in the table. */
function byStatus(status: number): CodeMeaning {
  return OF_ACCOUNT.includes(status) ? means('misconfigured', 'alert') : means('not_delivered');
}

function marksOf(error: unknown): Marks {
  if (typeof error !== 'object' || error === null) return { status: undefined, code: undefined };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return { status, code: 'code' in error ? error.code : undefined };
}
