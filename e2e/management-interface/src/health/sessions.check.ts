import { Inject, Injectable } from '@nestjs/common';
import { SessionRedis } from '../session/session-redis.js';
import type { ReadinessCheck } from './readiness-check.js';

/** Does the session store answer? */
@Injectable()
export class SessionsCheck implements ReadinessCheck {
  readonly name = 'sessions';

  constructor(@Inject(SessionRedis) private readonly redis: SessionRedis) {}

  async check(): Promise<void> {
    await this.redis.client?.ping();
  }
}
