import twilio from 'twilio';
import { PATIENCE_MS } from './examine.js';
import { ok, problem, type Verdict } from './finding.js';

/** Names no code that there can be, so that the host changes nothing. */
const OF_NO_CODE = '?for=doctor';

/** What Twilio would report, of a message that there is none of. */
const FIELDS = { MessageSid: `SM${'0'.repeat(32)}`, MessageStatus: 'delivered' };

/**
 * Posts two receipts, one not signed and one signed as Twilio does.
 * @param url - of `POST /2fa/twilio/status`, as Twilio knows it.
 */
export async function roundTrip(url: string, authToken: string): Promise<Verdict> {
  const address = `${url}${OF_NO_CODE}`;
  const signature = twilio.getExpectedTwilioSignature(authToken, address, FIELDS);
  try {
    const [unsigned, signed] = await Promise.all([
      post(address, {}),
      post(address, { 'x-twilio-signature': signature }),
    ]);
    return unsigned === 403 ? judgeSigned(signed) : judgeUnsigned(unsigned);
  } catch (error) {
    return unreached(error);
  }
}

async function post(address: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const body = new URLSearchParams(FIELDS);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // A redirect would lose the body of Twilio's POST too.
  const answer = await fetch(address, { method: 'POST', headers, body, signal, redirect: 'manual' });
  await answer.body?.cancel();
  return answer.status;
}

function judgeSigned(status: number): Verdict {
  if (status === 204) return ok('The address of receipts refuses what is not signed, and takes what is.');
  if (status === 403)
    return problem('The address of receipts refuses what is signed with the first auth token.', SIGNATURE);
  if (status === 503) return problem('The host cannot note receipts now (503).', 'See whether its Redis is reachable.');
  return problem(`The address of receipts answers what is signed with ${status}.`, 'Look in the log of the host.');
}

function judgeUnsigned(status: number): Verdict {
  if (status === 404 || status === 405)
    return problem(
      `There is no address of receipts (${status}).`,
      'Compare --path and PUBLIC_URL with where it is mounted.',
    );
  if (status >= 300 && status < 400)
    return problem(`The address of receipts is redirected (${status}).`, 'Set PUBLIC_URL to where the redirect leads.');
  if (status >= 200 && status < 300)
    return problem(
      'The address takes receipts that nobody has signed.',
      'See what answers there: it is not Countersign.',
    );
  return problem(
    `The address of receipts answers with ${status}.`,
    'See what stands before the host: a proxy, a log-in.',
  );
}

/** Of the error only Node's word for it is told, as `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
function unreached(error: unknown): Verdict {
  const { name, cause } = Object(error) as { name?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return problem('The address of receipts does not answer in time.', REACH);
  const code = String(cause?.code);
  const reason = /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : '';
  return problem(`The address of receipts cannot be reached${reason}.`, REACH);
}

const REACH = 'See whether PUBLIC_URL can be reached from outside: name, certificate, firewall.';

const SIGNATURE =
  'Give the host the same PUBLIC_URL and TWILIO_AUTH_TOKEN, to the letter, and let no proxy change what is posted.';
