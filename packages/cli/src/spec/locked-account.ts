import { KeyRing, type SecondFactorEvent } from '@countersign/core';
import { readTrail, TypeOrmFactorStore } from '@countersign/typeorm';
import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import type { Environment } from '../environment.js';
import { type Run, run } from './run.js';
import { SECRET } from './trail.js';

/** An account on stores that run, with a phone. */
export class LockedAccount {
  readonly subject = 'dora';

  /** @param env - the host's variables. */
  constructor(
    readonly source: DataSource,
    readonly env: Environment,
    readonly keys: Redis,
  ) {}

  /** Where Redis has its failures. */
  lockKey(): string {
    return `cs:{${new KeyRing([SECRET]).subjectTag(this.subject)}}:failures`;
  }

  store(): TypeOrmFactorStore {
    return new TypeOrmFactorStore(this.source, { timeoutMs: 5_000 });
  }

  async enrolled(): Promise<void> {
    const kept = { sealed: 'k.sentinel', lookup: 'sentinel', lastDigits: '42', name: null, counter: 0 };
    await this.store().enrol(this.subject, { kind: 'phone', ...kept }, { first: true });
  }

  /** Its password is suspected, and it is locked for 24 hours. */
  async locked(): Promise<void> {
    await this.store().recordFailure(this.subject, [], { maxInThirtyDays: 1, credential: 'the-password' });
    await this.keys.set(this.lockKey(), '10', 'PX', 86_400_000);
  }

  /** Does something to it, without being asked. */
  act(name: string, changes: Environment = {}): Promise<Run> {
    return run([name, this.subject, '--yes', '--reason', '  nobody can log in  '], { ...this.env, ...changes });
  }

  /** The newest event about it. */
  async newest(): Promise<SecondFactorEvent | undefined> {
    return (await readTrail(this.source, { subject: this.subject, limit: 1 }))[0]?.event;
  }
}
