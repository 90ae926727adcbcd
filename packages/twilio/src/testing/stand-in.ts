import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseInProduction } from '@countersign/core';
import { isRefusal } from './answer.js';
import { type TwilioBehaviour, takesRequest } from './behaviour.js';
import { BehaviourScript } from './behaviour-script.js';
import { Callbacks } from './callbacks.js';
import type { TwilioDelivery } from './delivery.js';
import { newestMessage, textCode, textReference } from './message-text.js';
import type { TwilioNumberFacts } from './number-facts.js';
import { readTwilioRequest } from './read-request.js';
import type { TwilioCall, TwilioCallback, TwilioMessage, TwilioRequest } from './records.js';
import { answerOf, json, reply } from './reply.js';
import { operate, resourceOf, type TwilioResource } from './routes.js';
import { StandInAccount } from './stand-in-account.js';
import type { TwilioStandInCredentials, TwilioStandInOptions } from './stand-in-options.js';

/**
 * A stand-in for Twilio's REST API on this machine: messages, calls, Lookup, status callbacks, and what tells of the account.
 * Nothing leaves it but status callbacks, to where the app asked for them. Close it, or declare it `await using`.
 */
export class TwilioStandIn implements AsyncDisposable {
  /** Its base URL, for `apiUrl` or `TWILIO_API_URL`: the same for all of Twilio's hosts. */
  readonly url: string;
  /** An API key that is let in. */
  readonly credentials: TwilioStandInCredentials;
  /** The account's auth token: it signs status callbacks, and is let in too. */
  readonly authToken: string;
  /** Every request, refused ones too, oldest first. */
  readonly requests: TwilioRequest[] = [];
  /** Every text that Twilio would have sent, oldest first: also those of which the client got no answer. */
  readonly messages: readonly TwilioMessage[];
  /** Every call that Twilio would have made, likewise. */
  readonly calls: readonly TwilioCall[];
  /** Every status callback that was posted. */
  readonly callbacks: readonly TwilioCallback[];

  readonly #server: Server;
  readonly #account: StandInAccount;
  readonly #callbacks: Callbacks;
  readonly #script = new BehaviourScript();
  readonly #delivery: TwilioDelivery | undefined;

  /**
   * @param server - one that listens already. Use {@link startTwilioStandIn}.
   * @throws Error with `NODE_ENV=production`: what it takes is delivered to nobody (R74).
   */
  constructor(server: Server, options: TwilioStandInOptions = {}) {
    refuseInProduction('TwilioStandIn');
    this.#server = server;
    this.#account = new StandInAccount(options);
    this.#callbacks = new Callbacks(this.#account);
    this.#delivery = options.delivery;
    ({
      credentials: this.credentials,
      authToken: this.authToken,
      messages: this.messages,
      calls: this.calls,
    } = this.#account);
    this.callbacks = this.#callbacks.posted;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => void this.#handle(request, response));
  }

  /**
   * Sets how requests are answered from now on.
   * @param times - only the next so many requests, after those that were set before; without it all of them.
   * @param only - only requests for that.
   */
  respond(behaviour: TwilioBehaviour, times?: number, only?: TwilioResource): void {
    this.#script.add(behaviour, times, only);
  }

  /** Sets what Lookup says of a number. */
  know(number: string, facts: TwilioNumberFacts): void {
    this.#account.lookups.set(number, facts);
  }

  /**
   * Ends a message or call, and posts what its `StatusCallback` hears of that, signed as Twilio signs.
   * @returns the callbacks, once all are answered; none for what asked for none.
   * @throws Error for a SID that was not given here.
   */
  async deliver(sid: string, delivery: TwilioDelivery = {}): Promise<readonly TwilioCallback[]> {
    const sent = this.#account.find(sid);
    if (sent === undefined) throw new Error(`The stand-in for Twilio knows no ${sid}`);
    return this.#callbacks.deliver(sent, delivery);
  }

  /** Resolves when all callbacks that the option `delivery` asks for so far were answered. */
  settled(): Promise<void> {
    return this.#callbacks.settled();
  }

  /**
   * The code in the newest text, or in what fills the gaps of its template.
   * @param to - only texts to this number.
   * @throws Error when there is no text, or none of a code in it.
   */
  lastCode(to?: string): string {
    return textCode(newestMessage(this.messages, to));
  }

  /** The two letters in the newest text; otherwise as {@link TwilioStandIn.lastCode}. */
  lastReference(to?: string): string {
    return textReference(newestMessage(this.messages, to));
  }

  /** Forgets all requests, what came of them and what was set, and accepts again. What is not {@link settled} yet goes on. */
  reset(): void {
    this.requests.length = 0;
    this.#account.forget();
    this.#callbacks.posted.length = 0;
    this.#script.clear();
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
    const before = new Set(this.#account.sent);
    const behaviour = this.#script.next(resourceOf(request));
    const answer = answerOf(behaviour, request, () => operate(request, this.#account));
    const made = this.#account.sent.filter((each) => !before.has(each));
    if (takesRequest(behaviour) && isRefusal(answer)) return json(response, answer.status, answer.body);
    await reply(response, behaviour, answer);
    if (this.#delivery) for (const each of made) this.#callbacks.deliverLater(each, this.#delivery);
  }
}

/**
 * Starts a stand-in for Twilio on this machine.
 * @throws Error with `NODE_ENV=production`.
 */
export async function startTwilioStandIn(options: TwilioStandInOptions = {}): Promise<TwilioStandIn> {
  refuseInProduction('TwilioStandIn');
  const server = createServer().listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return new TwilioStandIn(server, options);
}
