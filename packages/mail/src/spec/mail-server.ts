import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server answers to a recipient: 250, another number, or nothing at all. */
type Answer = number | 'silence';

/** A mail that arrived: to whom, and every byte of it. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real mail server on this machine, that answers as a test wants. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** How often somebody named a recipient. */
  asked = 0;
  /** Answers to the next recipients, then 250. */
  readonly answers: Answer[] = [];
  readonly #server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 100 },
    onRcptTo: (_address, _session, done) => {
      this.asked += 1;
      const answer = this.answers.shift() ?? 250;
      if (answer === 'silence') return;
      done(answer === 250 ? null : Object.assign(new Error('sentinel of a server'), { responseCode: answer }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        this.received.push({ to, raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });

  /** Starts it on a free port. */
  async start(): Promise<void> {
    this.#server.on('error', () => undefined);
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
  }

  /** Where it is. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  /** Forgets what happened. */
  reset(): void {
    Object.assign(this, { asked: 0 });
    for (const list of [this.received, this.answers]) list.length = 0;
  }

  /** Ends it. */
  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
