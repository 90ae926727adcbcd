import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { callbackFields } from './callback-fields.js';
import { postCallback, signedCallback } from './callback-post.js';
import type { TwilioDelivery } from './delivery.js';
import type { TwilioCall, TwilioCallback, TwilioMessage } from './records.js';
import type { StandInAccount } from './stand-in-account.js';
import { outcomeOf, statusesOf, type ToldStatus } from './statuses.js';

/** Ends messages and calls, and tells their status callbacks. */
export class Callbacks {
  /** All that were posted, oldest first. */
  readonly posted: TwilioCallback[] = [];
  readonly #account: StandInAccount;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(account: StandInAccount) {
    this.#account = account;
  }

  /** Ends a message or call, and posts its callbacks one after the other. */
  async deliver(sent: TwilioMessage | TwilioCall, delivery: TwilioDelivery): Promise<TwilioCallback[]> {
    const told = sent.fields.StatusCallback ? statusesOf(sent, delivery) : [];
    sent.status = outcomeOf(sent, delivery);
    sent.errorCode = delivery.errorCode ?? null;
    const tokens = new Map(told.map((each) => [each.sequence, randomUUID()]));
    const posted: TwilioCallback[] = [];
    for (const each of told) {
      await wait(delivery.delayMs ?? 0, undefined, { ref: false });
      posted.push(await this.#post(sent, each, delivery, tokens.get(each.sequence) ?? ''));
    }
    return posted;
  }

  /** The same, without waiting for it. */
  deliverLater(sent: TwilioMessage | TwilioCall, delivery: TwilioDelivery): void {
    const delivering = this.deliver(sent, delivery).finally(() => this.#pending.delete(delivering));
    this.#pending.add(delivering);
  }

  /** Resolves when nothing that {@link deliverLater} began is under way any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #post(
    sent: TwilioMessage | TwilioCall,
    told: ToldStatus,
    { json = false, via }: TwilioDelivery,
    token: string,
  ): Promise<TwilioCallback> {
    const fields = callbackFields(sent, told, this.#account);
    const { authToken } = this.#account;
    const callback = signedCallback(sent.fields.StatusCallback ?? '', fields, { authToken, token, json });
    const posted = { sid: sent.sid, status: told.status, ...callback, answer: await postCallback(callback, via) };
    this.posted.push(posted);
    return posted;
  }
}
