import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request as the stand-in got it. */
export interface TwilioRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** User name and password of Basic authentication; null when there was none that could be read. */
  readonly credentials: { readonly username: string; readonly password: string } | null;
  /** The form's fields by Twilio's names, as `To`, `Body`. Of a repeated field the last one. */
  readonly fields: Readonly<Record<string, string>>;
}

/** One text that Twilio would have sent. */
export interface TwilioMessage {
  readonly sid: string;
  readonly to: string;
  readonly body: string;
  readonly from: string | undefined;
  readonly messagingServiceSid: string | undefined;
  /** Seconds; undefined when the request did not say. */
  readonly validityPeriod: number | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** When it came, in milliseconds of the Unix epoch. */
  readonly at: number;
}

/** Reads a request to its end. */
export async function readTwilioRequest(request: IncomingMessage): Promise<TwilioRequest> {
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    credentials: basicCredentials(request.headers.authorization),
    fields: Object.fromEntries(new URLSearchParams(await text(request))),
  };
}

/** The text that a request asks for. */
export function messageOf({ fields }: TwilioRequest, sid: string): TwilioMessage {
  const validity = fields.ValidityPeriod;
  return {
    sid,
    to: fields.To ?? '',
    body: fields.Body ?? '',
    from: fields.From,
    messagingServiceSid: fields.MessagingServiceSid,
    validityPeriod: validity === undefined ? undefined : Number(validity),
    fields,
    at: Date.now(),
  };
}

function basicCredentials(header: string | undefined): TwilioRequest['credentials'] {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const pair = /^([^:]+):(.+)$/.exec(Buffer.from(encoded, 'base64').toString('utf8'));
  return pair?.[1] && pair[2] ? { username: pair[1], password: pair[2] } : null;
}
