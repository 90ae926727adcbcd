import type { AppProcess, VisitorOptions } from '@countersign/support';
import type { TwilioStandIn } from '@countersign/twilio/testing';
import { Redis } from 'ioredis';
import type { HostDescription } from '../../hosts/src/host.js';
import { HostVisitor } from './host-visitor.js';
import { newPerson, type Person } from './person.js';

/** The origin under which browsers see every host. */
export const ORIGIN = 'https://manage.example.com';

/** A host in a process of its own, on a database of its own in the Redis of all. */
export class RunningHost implements AsyncDisposable {
  readonly #keys: Redis;

  constructor(
    readonly description: HostDescription,
    readonly app: AppProcess,
    readonly url: string,
    readonly twilio: TwilioStandIn,
    redisUrl: string,
  ) {
    this.#keys = new Redis(redisUrl);
  }

  /** Somebody new. */
  visitor(options: VisitorOptions = {}): HostVisitor {
    return new HostVisitor(this.url, this.description.carrier, options);
  }

  /** The newest code that was sent to somebody. */
  codeOf({ phone }: Person): string {
    return this.twilio.lastCode(phone);
  }

  /** How many texts somebody got. */
  textsTo({ phone }: Person): number {
    return this.twilio.messages.filter(({ to }) => to === phone).length;
  }

  /** First log-in, whole. @throws Error when a step is refused. */
  async enrol(
    person: Person = newPerson(),
    visitor = this.visitor(),
  ): Promise<{ person: Person; visitor: HostVisitor }> {
    await expectStatus(visitor.logIn(person), 202);
    await expectStatus(visitor.post('/2fa/phone', { phone: person.phone }), 202);
    await expectStatus(visitor.post('/2fa/verify', { code: this.codeOf(person) }), 200);
    return { person, visitor };
  }

  /** Daily log-in up to the code. @throws Error when a step is refused. */
  async awaitCode(person: Person, visitor = this.visitor()): Promise<{ code: string; visitor: HostVisitor }> {
    await expectStatus(visitor.logIn(person), 202);
    return { code: this.codeOf(person), visitor };
  }

  /** Somebody who has a phone, on their way in again: a code was sent. */
  async atCode(): Promise<{ person: Person; code: string; visitor: HostVisitor }> {
    const { person } = await this.enrol();
    return { person, ...(await this.awaitCode(person)) };
  }

  /** Everything that the second step keeps, but for the alarm's count: earlier wrong codes are added up to a minute later. */
  async kept(): Promise<Record<string, string>> {
    const names = (await this.#keys.keys('*')).filter((name) => name !== 'cs:{all}:tally').sort();
    const values = await Promise.all(names.map((name) => this.#keys.dump(name)));
    return Object.fromEntries(names.map((name, at) => [name, String(values[at])]));
  }

  /** Forgets how many codes were sent. */
  async forgetSends(): Promise<void> {
    const counters = await this.#keys.keys('cs:*:sends:*');
    if (counters.length > 0) await this.#keys.del(counters);
  }

  /** Lets time pass for all of it. */
  async pass(seconds: number): Promise<void> {
    for (const key of await this.#keys.keys('cs:*')) {
      const left = (await this.#keys.pttl(key)) - seconds * 1_000;
      if (left > 0) await this.#keys.pexpire(key, left);
      else await this.#keys.del(key);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#keys.disconnect();
    await this.app.stop();
  }
}

async function expectStatus(answer: Promise<Response>, status: number): Promise<void> {
  const response = await answer;
  if (response.status !== status) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
}
