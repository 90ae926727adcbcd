import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseInProduction } from '@countersign/core';
import { type TwilioBehaviour, takesMessage, twilioAnswers } from './behaviour.js';
import { refusalOf } from './checks.js';
import { codeIn, referenceIn } from './message-text.js';
import { messageOf, readTwilioRequest, type TwilioMessage, type TwilioRequest } from './records.js';
import { json, reply } from './reply.js';

/** A stand-in for Twilio's REST API, of which it knows one call: sending a message. Close it, or declare it `await using`. */
export class TwilioStandIn implements AsyncDisposable {
  /** Its base URL, for `apiUrl` or `TWILIO_API_URL`. */
  readonly url: string;
  /** Credentials of the right shape, of no account. */
  readonly credentials = {
    accountSid: `AC${'a1'.repeat(16)}`,
    apiKey: `SK${'b2'.repeat(16)}`,
    apiSecret: 'stand-in-secret-of-no-account-00',
  } as const;
  /** Every request for a message, refused ones too, oldest first. */
  readonly requests: TwilioRequest[] = [];
  /** Every text that Twilio would have sent, oldest first: also those of which the client got no answer. */
  readonly messages: TwilioMessage[] = [];

  readonly #server: Server;
  #always: TwilioBehaviour = twilioAnswers.accept();
  #next: TwilioBehaviour[] = [];

  /**
   * @param server - one that listens already. Use {@link startTwilioStandIn}.
   * @throws Error with `NODE_ENV=production`: what it takes is delivered to nobody (R74).
   */
  constructor(server: Server) {
    refuseInProduction('TwilioStandIn');
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => void this.#handle(request, response));
  }

  /**
   * Sets how requests are answered from now on.
   * @param times - only the next so many requests, after those that were set before; without it all of them.
   */
  respond(behaviour: TwilioBehaviour, times?: number): void {
    if (times === undefined) this.#always = behaviour;
    else this.#next.push(...Array<TwilioBehaviour>(times).fill(behaviour));
  }

  /**
   * The code in the newest text.
   * @param to - only texts to this number.
   * @throws Error when there is no text, or none of a code in it.
   */
  lastCode(to?: string): string {
    return found('code', codeIn(this.#newest(to).body));
  }

  /** The two letters in the newest text; otherwise as {@link TwilioStandIn.lastCode}. */
  lastReference(to?: string): string {
    return found('reference', referenceIn(this.#newest(to).body));
  }

  /** Forgets all requests and messages, and accepts again. */
  reset(): void {
    this.requests.length = 0;
    this.messages.length = 0;
    this.#always = twilioAnswers.accept();
    this.#next = [];
  }

  /** Stops it; connections that hang are cut. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that breaks off while it sends, or before it has the answer, is part of what is tested.
    incoming.on('error', () => undefined);
    response.on('error', () => undefined);
    if (incoming.url === '/__outbox') return json(response, 200, this.messages);
    try {
      await this.#answer(await readTwilioRequest(incoming), response);
    } catch {
      response.destroy();
    }
  }

  async #answer(request: TwilioRequest, response: ServerResponse): Promise<void> {
    this.requests.push(request);
    const message = messageOf(request, `SM${randomBytes(16).toString('hex')}`);
    const behaviour = this.#next.shift() ?? this.#always;
    const answer = takesMessage(behaviour) ? (refusalOf(request) ?? behaviour) : behaviour;
    if (takesMessage(answer)) this.messages.push(message);
    await reply(response, answer, message);
  }

  #newest(to: string | undefined): TwilioMessage {
    const newest = this.messages.findLast((message) => to === undefined || message.to === to);
    if (newest === undefined) throw new Error(`The stand-in for Twilio got no message${to ? ` to ${to}` : ''}`);
    return newest;
  }
}

/**
 * Starts a stand-in for Twilio on this machine.
 * @param port - default: one that is free.
 * @throws Error with `NODE_ENV=production`.
 */
export async function startTwilioStandIn(port = 0): Promise<TwilioStandIn> {
  refuseInProduction('TwilioStandIn');
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return new TwilioStandIn(server);
}

function found(what: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`The newest message holds no ${what}`);
  return value;
}
