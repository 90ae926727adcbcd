import twilio from 'twilio';

/** A status callback, ready to be posted. */
export interface CallbackRequest {
  /** The URL that was asked for; with a JSON body, the hash of that is in it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** As long as Twilio waits for an answer. */
const TIMEOUT_MS = 15_000;

/** Makes a callback with Twilio's signature: over the URL and the form's fields, or over the URL with the body's hash. */
export function signedCallback(
  url: string,
  fields: Readonly<Record<string, string>>,
  { authToken, token, json }: { readonly authToken: string; readonly token: string; readonly json: boolean },
): CallbackRequest {
  const body = json ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
  const signed = json ? withHash(url, body) : url;
  const headers = {
    'content-type': `application/${json ? 'json' : 'x-www-form-urlencoded'}`,
    'i-twilio-idempotency-token': token,
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, signed, json ? {} : fields),
  };
  return { url: signed, headers, body };
}

/**
 * Posts a callback.
 * @param via - where to, instead of the URL's own origin.
 * @returns the status that came back, a redirect's own too; null when none came.
 */
export async function postCallback(callback: CallbackRequest, via: string | undefined): Promise<number | null> {
  const { url, body } = callback;
  const headers = { ...callback.headers, ...(via === undefined ? {} : forwarded(url)) };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch(reached(url, via), { method: 'POST', headers, body, redirect: 'manual', signal });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

function withHash(url: string, body: string): string {
  const signed = new URL(url);
  signed.searchParams.set('bodySHA256', twilio.getExpectedBodyHash(body));
  return signed.href;
}

function forwarded(url: string): Record<string, string> {
  const { host, protocol } = new URL(url);
  return { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
}

function reached(url: string, via: string | undefined): string {
  if (via === undefined) return url;
  const { pathname, search } = new URL(url);
  return new URL(`${pathname}${search}`, via).href;
}
