import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SecondFactor, SecondFactorError, SessionId } from '@countersign/core';
import { MemoryFactorStore, RecordingSender } from '@countersign/core/testing';
import { RedisPendingStore } from '@countersign/redis';
import { expect } from '@jest/globals';
import { SECRET } from '../system.js';
import { until } from '../until.js';
import type { Story } from './code-stories.js';

interface User {
  readonly id: string;
}

const PAY = { name: 'invoice.pay', parameters: { invoice: 7 }, description: 'Pay invoice 7' };

/** Two processes' worth of a host, as far as its second step goes; the console has nothing that needs an approval. */
class Twins implements Disposable {
  readonly user: User = { id: randomUUID() };
  readonly sender = new RecordingSender();
  readonly #factors = new MemoryFactorStore();
  readonly #stores: readonly RedisPendingStore[];
  readonly #both: readonly SecondFactor<User>[];
  #turn = 0;

  constructor(redisUrl: string) {
    this.#stores = [1, 2].map(() => new RedisPendingStore(redisUrl));
    this.#both = this.#stores.map((pending) => this.#secondFactor(pending));
  }

  [Symbol.dispose](): void {
    for (const store of this.#stores) store.disconnect();
  }

  /** Asks them in turn; again where the store is not available. */
  async ask<Answer>(what: (secondFactor: SecondFactor<User>) => Promise<Answer>): Promise<Answer> {
    const secondFactor = this.#both[this.#turn++ % 2] as SecondFactor<User>;
    let answer: Answer | undefined;
    await until('the store answers', async () => {
      answer = await what(secondFactor).catch(unlessUnavailable);
      return answer !== undefined;
    });
    return answer as Answer;
  }

  #secondFactor(pending: RedisPendingStore): SecondFactor<User> {
    return new SecondFactor({
      ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', secrets: [SECRET] },
      ...{ policy: 'required', countries: ['NL'], pending, factors: this.#factors, sender: this.sender },
      subject: { id: ({ id }) => id, load: async () => this.user, credentialVersion: () => '1' },
    });
  }
}

async function unlessUnavailable(error: unknown): Promise<undefined> {
  if (!(error instanceof SecondFactorError) || error.code !== 'second_factor_unavailable') throw error;
  await wait(50);
}

/** What cannot be undone is approved by a proof for just that. */
export const APPROVAL_STORY: Story = [
  'R69: an approval lets its action run once, at whichever of two processes, and no other action',
  async ({ ground }) => {
    using twins = new Twins(ground.redisUrl);
    const { user, sender } = twins;
    const login = await twins.ask((each) => each.begin(user, { returnTo: null }));
    if (login.status !== 'pending') throw new Error('No sign-in was opened');
    await twins.ask((each) => each.enrolPhone(login.token.reveal(), { phone: '+31612345642' }));
    const signedIn = await twins.ask((each) => each.verify(login.token.reveal(), sender.last.code));
    const holder = { session: new SessionId('a session'), assurance: signedIn.assurance };
    const asked = await twins.ask(async ({ approvals }) => approvals.ask(user, holder, PAY));
    const opened = await twins.ask((each) => each.beginStepUp(user));
    if (opened.status !== 'pending') throw new Error('No step-up was opened');
    expect(await twins.ask(({ approvals }) => approvals.grant(user, holder, asked, opened.token))).toBe(true);
    const proved = await twins.ask((each) => each.verify(opened.token.reveal(), sender.last.code));
    const use = (action = PAY) => twins.ask(({ approvals }) => approvals.use(user, proved.assurance, action));
    expect((await use({ ...PAY, parameters: { invoice: 8 } })).status).toBe('stale');
    const used = await Promise.all([use(), use(), use()]);
    expect(used.map(({ status }) => status).sort()).toEqual(['satisfied', 'stale', 'stale']);
  },
];
