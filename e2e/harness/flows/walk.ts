import { setTimeout as wait } from 'node:timers/promises';
import { Visitor } from '@countersign/support';
import { expect } from '@jest/globals';
import type { Known } from '../known.js';
import type { FlowStage } from './flow-stage.js';

/** An answer, as stories look at it. */
export interface Told {
  /** Status and outcome, as `401 code_wrong`. */
  readonly outcome: string;
  /** The JSON of the body; empty where it is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** How long somebody who is told to come again does so, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Somebody at a browser, who asks again where the answer is 503. */
export class Walk {
  readonly #visitor: Visitor;

  constructor(
    readonly stage: FlowStage,
    readonly person: Known,
    jar?: ReadonlyMap<string, string>,
  ) {
    this.#visitor = new Visitor(stage.front.url, { headers: { 'x-forwarded-for': person.address } }, jar);
  }

  /** Another tab, or a thief, with the same cookies. */
  twin(): Walk {
    return new Walk(this.stage, this.person, this.#visitor.jar);
  }

  /** A request. @throws Error when it is still refused after {@link PATIENCE_MS}. */
  async ask(method: string, path: string, body?: object): Promise<Told> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const told = await toldBy(this.#visitor.request(method, path, body));
      if (!told.outcome.startsWith('503')) return told;
      if (performance.now() > end) throw new Error(`${method} ${path}: ${told.outcome}, still`);
      this.stage.refused += 1;
      await wait(50);
    }
  }

  /** A `POST`, and how it ended. */
  async post(path: string, body: object = {}): Promise<string> {
    return (await this.ask('POST', path, body)).outcome;
  }

  /** Types the password, or another one. */
  logIn(password = this.person.password): Promise<Told> {
    return this.ask('POST', '/login', { username: this.person.username, password });
  }

  /** Types the password. @returns the code that came. */
  async toCode(): Promise<string> {
    const { outcome, body } = await this.logIn();
    expect([outcome, body.purpose]).toEqual(['202 second_factor_required', 'sign-in']);
    return this.code();
  }

  /** The newest code that was sent to a number. @defaultValue the own one */
  code(phone = this.person.phone): string {
    return this.stage.ground.twilio.lastCode(phone);
  }

  /** Answers what is asked. */
  verify(code: string, more: object = {}): Promise<string> {
    return this.post('/2fa/verify', { code, ...more });
  }

  /** Whether the console lets somebody in. */
  async isIn(): Promise<boolean> {
    const outcomes = [await this.ask('GET', '/api/me'), await this.ask('GET', '/api/products')].map(
      ({ outcome }) => outcome,
    );
    expect([['200', '200'].join(), ['401', '401'].join()]).toContain(outcomes.map((each) => each.slice(0, 3)).join());
    return outcomes[0] === '200';
  }
}

/** Somebody new, who has registered a phone and is signed in. */
export async function enrolled(stage: FlowStage): Promise<Walk> {
  const walk = new Walk(stage, stage.somebody());
  expect((await walk.logIn()).body).toMatchObject({ status: 'second_factor_required', purpose: 'enrol' });
  expect(await walk.isIn()).toBe(false);
  expect(await walk.post('/2fa/phone', { phone: walk.person.phone })).toBe('202 code_required');
  expect(await walk.isIn()).toBe(false);
  expect(await walk.verify(walk.code())).toBe('200 signed_in');
  expect(await walk.isIn()).toBe(true);
  return walk;
}

/** The same person at another browser. */
export function elsewhere({ stage, person }: Walk): Walk {
  return new Walk(stage, person);
}

async function toldBy(asked: Promise<Response>): Promise<Told> {
  const answer = await asked;
  const body = (await answer.json().catch(() => ({}))) as Told['body'];
  return { outcome: [answer.status, body.errorCode ?? body.status].filter(Boolean).join(' '), body };
}
