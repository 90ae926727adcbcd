import type { Command } from '../command.js';
import { lockInRedis } from './lock-in-redis.js';
import { lookAt } from './look-at.js';
import { STORE_OPTIONS, SUBJECT } from './subject-options.js';

/** `countersign status`: what is known of one account. */
export const statusCommand: Command = {
  name: 'status',
  argument: SUBJECT,
  summary: 'Tells what keeps an account from its second step: factors, failures, locks. Changes nothing.',
  options: STORE_OPTIONS,
  notes: `Variables, as the host has them: DATABASE_URL; REDIS_URL and COUNTERSIGN_SECRET for the last 24 hours.

Exit code: 0, or 2 for wrong usage and for what could not be looked at.`,
  async run(options, terminal, subject) {
    await lookAt(subject, lockInRedis(terminal.env, options, subject), options, terminal);
    return 0;
  },
};
