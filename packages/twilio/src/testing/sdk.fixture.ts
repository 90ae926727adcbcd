import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import twilio from 'twilio';
import { ForgetfulClient } from '../forgetful-client.js';
import type { TwilioStandIn } from './stand-in.js';

/** The real SDK, on a stand-in. */
export function sdkOn(standIn: TwilioStandIn, username?: string, password?: string): twilio.Twilio {
  const { accountSid, apiKey, apiSecret } = standIn.credentials;
  const httpClient = new ForgetfulClient(new URL(standIn.url), 2000);
  return twilio(username ?? apiKey, password ?? apiSecret, { accountSid, httpClient });
}

/** One callback as the receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Somebody's app that takes status callbacks. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly origin: string;
  readonly #server: Server;

  private constructor(server: Server, answer: { status: number; headers?: Record<string, string> }) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', async (request, response) => {
      this.received.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
      response.writeHead(answer.status, answer.headers).end();
    });
  }

  static async start(answer = { status: 204, headers: {} }): Promise<Receiver> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Receiver(server, answer);
  }

  /** The fields of the form that came as the nth. */
  form(index: number): Record<string, string> {
    return Object.fromEntries(new URLSearchParams(this.received[index]?.body));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
