import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { type ReadBody, refused } from './body-outcome.js';
import { parseStrictForm } from './strict-form.js';
import { parseStrictJson } from './strict-json.js';
import type { WebRoute } from './web-route.js';

/** More than any body of the contract needs. */
const MOST_BYTES = 8_192;

/** Beside the value, so that it is the same to everything that checks it. Null: of a body that was refused. */
const BYTES = new WeakMap<object, Buffer | null>();

/** A stream of bytes, which tells whether somebody has read it. */
type Payload = Readable;

/**
 * Reads a body strictly: JSON objects and URL-encoded forms, of at most 8 KiB, no key twice. A parser that came first may
 * have lost what makes a body wrong, so this one reads the stream itself.
 *
 * @param payload - the stream, where a framework hands it out apart from the request, as Fastify does.
 * @throws TypeError when another one has read it already.
 */
export async function readBody(request: IncomingMessage, payload: Payload = request): Promise<ReadBody> {
  // What was in it would be taken for nothing, and nobody would see why.
  if (isTaken(payload)) throw new TypeError('Countersign: mount the second factor’s routes before body parsers');
  const bytes = await collect(payload);
  if (bytes === undefined) return refused(`body: must not exceed ${MOST_BYTES} bytes`);
  const body = parse(request.headers['content-type'], bytes);
  if (body.status === 'read') BYTES.set(body.value, bytes);
  return body;
}

/**
 * The same for a route: of a receipt that another one has read it tells so and does not throw, for a provider gets one and the
 * same answer whatever is wrong (R32); the operator hears of it.
 */
export async function readBodyOf(
  route: WebRoute | undefined,
  request: IncomingMessage,
  payload: Payload = request,
): Promise<ReadBody> {
  if (route?.name === 'receipt' && isTaken(payload)) return { status: 'taken' };
  return readBody(request, payload);
}

/** What a handler gets of a body: of one that is not used nothing, though it stays known whether it was read here. */
export function usableBody(body: ReadBody): Readonly<Record<string, unknown>> {
  if (body.status === 'read') return body.value;
  const nothing = {};
  if (body.status === 'refused') BYTES.set(nothing, null);
  return nothing;
}

/**
 * The bytes of which {@link readBody} made this value: a signature is over these. Null for a body that it refused, and
 * `undefined` for what others have made.
 */
export function bytesOf(value: unknown): Buffer | null | undefined {
  return BYTES.get(Object(value));
}

function isTaken({ readableDidRead, readableEnded }: Payload): boolean {
  return readableDidRead === true || readableEnded === true;
}

function parse(contentType = '', bytes: Buffer): ReadBody {
  if (bytes.length === 0) return { status: 'read', value: {} };
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') return parseStrictJson(bytes);
  if (type === 'application/x-www-form-urlencoded') return parseStrictForm(bytes);
  return refused('body: must be application/json or application/x-www-form-urlencoded');
}

/** By events: an iterator over a stream costs many times more, and every answer pays for it. */
function collect(payload: Payload): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const cutOff = () => reject(payload.errored ?? new Error('Countersign: the body was cut off'));
    if (payload.destroyed) cutOff();
    // An oversize body is read to its end and dropped: closing early would cost the client the answer.
    payload.on('data', (chunk: Buffer | string) => {
      // Texts where somebody has set an encoding: a throw in here would be nobody's to catch.
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, payload.readableEncoding ?? 'utf8') : chunk;
      length += bytes.length;
      if (length <= MOST_BYTES) chunks.push(bytes);
    });
    payload.once('end', () => resolve(length > MOST_BYTES ? undefined : Buffer.concat(chunks)));
    payload.once('error', reject);
    payload.once('close', () => payload.readableEnded || cutOff());
    // Of a stream that somebody has paused no event would ever come.
    payload.resume();
  });
}
