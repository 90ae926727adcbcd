import { randomUUID } from 'node:crypto';
import type { Assurance } from '@countersign/core';
import type { RequestHandler } from 'express';
import type { Account } from './parts.js';

/** What a token host has instead of sessions: tokens that stand for a user and what was proved. */
export class Tokens {
  readonly #issued = new Map<string, { user: Account; countersign: Assurance }>();

  /** A token, as it goes into the JSON. */
  issue(user: Account, countersign: Assurance): { access_token: string } {
    const token = randomUUID();
    this.#issued.set(token, { user, countersign });
    return { access_token: token };
  }

  /** Tells who sends a token. */
  readonly check: RequestHandler = (request, _, next) => {
    const [, token = ''] = request.headers.authorization?.split(' ') ?? [];
    Object.assign(request, this.#issued.get(token));
    next();
  };
}
