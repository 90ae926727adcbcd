import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { TwilioBehaviour } from './behaviour.js';
import type { TwilioMessage } from './records.js';

/** Answers one request as the behaviour says. `message` is the text in question, for the body of a 201. */
export async function reply(
  response: ServerResponse,
  behaviour: TwilioBehaviour,
  message: TwilioMessage,
): Promise<void> {
  switch (behaviour.kind) {
    case 'accept':
      return json(response, 201, resourceOf(message));
    case 'error':
      return json(response, behaviour.status, errorBody(behaviour));
    case 'quote':
      return json(response, behaviour.status, quotation(behaviour.status, message));
    case 'hang':
      return;
    case 'cut':
      return cut(response, JSON.stringify(resourceOf(message)));
    case 'reset':
      response.socket?.destroy();
      return;
    case 'raw':
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
      return;
    case 'delay':
      await wait(behaviour.milliseconds, undefined, { ref: false });
      return reply(response, behaviour.then, message);
  }
}

/** Sends a value as JSON. */
export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function cut(response: ServerResponse, body: string): void {
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  // The socket goes only after the first half is out: destroyed at once, not even the status would arrive.
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}

function errorBody({ code, message, status }: TwilioBehaviour & { kind: 'error' }): object {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

function quotation(status: number, { to, body }: TwilioMessage): object {
  const message = `Cannot send to ${to}: ${body}`;
  return { code: 21_211, message, more_info: `https://www.twilio.com/docs/errors/21211?${body}`, status };
}

/** The Message resource, with the fields that a client may look at. */
function resourceOf(message: TwilioMessage): object {
  const date = new Date(message.at).toUTCString();
  return {
    sid: message.sid,
    api_version: '2010-04-01',
    to: message.to,
    from: message.from ?? null,
    messaging_service_sid: message.messagingServiceSid ?? null,
    body: message.body,
    status: message.messagingServiceSid === undefined ? 'queued' : 'accepted',
    direction: 'outbound-api',
    num_segments: '1',
    num_media: '0',
    error_code: null,
    error_message: null,
    price: null,
    price_unit: 'USD',
    date_created: date,
    date_updated: date,
    date_sent: null,
  };
}
