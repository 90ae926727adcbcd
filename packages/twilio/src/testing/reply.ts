import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { refusal, type TwilioAnswer } from './answer.js';
import { type TwilioBehaviour, takesRequest } from './behaviour.js';
import type { TwilioRequest } from './records.js';

/** What the client is to be told: the behaviour's own refusal, or else what comes of `operate`. */
export function answerOf(
  behaviour: TwilioBehaviour,
  request: TwilioRequest,
  operate: () => TwilioAnswer,
): TwilioAnswer {
  if (behaviour.kind === 'delay') return answerOf(behaviour.then, request, operate);
  if (behaviour.kind === 'error') return refusal(behaviour.code, behaviour.message, behaviour.status);
  if (behaviour.kind === 'quote') return quotation(behaviour.status, request.fields);
  // Of a raw answer the body is not made here.
  return behaviour.kind === 'raw' && !takesRequest(behaviour) ? { status: behaviour.status, body: {} } : operate();
}

/** Answers one request as the behaviour says. */
export async function reply(
  response: ServerResponse,
  behaviour: TwilioBehaviour,
  { status, body }: TwilioAnswer,
): Promise<void> {
  switch (behaviour.kind) {
    case 'accept':
    case 'error':
    case 'quote':
      return json(response, status, body);
    case 'hang':
      return;
    case 'cut':
      return cut(response, status, JSON.stringify(body));
    case 'reset':
      response.socket?.destroy();
      return;
    case 'raw':
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
      return;
    case 'delay':
      await wait(behaviour.milliseconds, undefined, { ref: false });
      return reply(response, behaviour.then, { status, body });
  }
}

/** Sends a value as JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function cut(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  // The socket goes only after the first half is out: destroyed at once, not even the status would arrive.
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}

function quotation(status: number, { To, Body }: TwilioRequest['fields']): TwilioAnswer {
  const { body } = refusal(21_211, `Cannot send to ${To}: ${Body}`, status);
  return { status, body: { ...body, more_info: `https://www.twilio.com/docs/errors/21211?${Body}` } };
}
