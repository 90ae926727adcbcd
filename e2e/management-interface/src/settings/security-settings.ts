import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import type { Role } from '../administrators/administrator.entity.js';
import { REQUIREMENTS, type Requirement } from '../config.js';
import { REQUIRED_FROM, SECOND_FACTOR, Setting } from './setting.entity.js';

const CACHE_MS = 2_000;

/** Who must give a second factor, and from which day; null: at once. */
export interface SecurityPolicy {
  readonly requirement: Requirement;
  /** By role, as `2026-03-01`, in UTC. */
  readonly from: Readonly<Record<Role, string | null>>;
}

/** The Security switch, as the database has it. */
@Injectable()
export class SecuritySettings {
  private readonly repository: Repository<Setting>;
  private cached: { policy: SecurityPolicy; until: number } | undefined;
  private changes = 0;

  constructor(@Inject(DataSource) dataSource: DataSource) {
    this.repository = dataSource.getRepository(Setting);
  }

  /**
   * Who must give a second factor, and from when; at most two seconds old.
   *
   * @throws when it cannot be read: treat that as `required`
   */
  async policy(): Promise<SecurityPolicy> {
    if (this.cached && performance.now() < this.cached.until) return this.cached.policy;
    const { changes } = this;
    const until = performance.now() + CACHE_MS;
    const policy = parse(new Map((await this.repository.find()).map(({ key, value }) => [key, value])));
    if (changes === this.changes) this.cached = { policy, until };
    return policy;
  }

  /** The same for one role. @throws as {@link SecuritySettings.policy} */
  async policyOf(role: Role): Promise<{ readonly requirement: Requirement; readonly from?: Date }> {
    const { requirement, from } = await this.policy();
    const day = from[role];
    return { requirement, ...(day !== null && { from: new Date(`${day}T00:00:00Z`) }) };
  }

  /** Turns the switch; in this process it counts at once. */
  change(requirement: Requirement): Promise<void> {
    return this.write(() => this.repository.upsert({ key: SECOND_FACTOR, value: requirement }, ['key']));
  }

  /** Sets the day from which it is required of a role, or with null at once. */
  requireFrom(role: Role, day: string | null): Promise<void> {
    const key = REQUIRED_FROM[role];
    return this.write(() =>
      day === null ? this.repository.delete({ key }) : this.repository.upsert({ key, value: day }, ['key']),
    );
  }

  private async write(change: () => Promise<unknown>): Promise<void> {
    try {
      await change();
    } finally {
      this.changes += 1;
      this.cached = undefined;
    }
  }
}

function parse(values: ReadonlyMap<string, string>): SecurityPolicy {
  const requirement = REQUIREMENTS.find((word) => word === values.get(SECOND_FACTOR));
  if (requirement === undefined) throw new Error(`the setting ${SECOND_FACTOR} has an unknown value`);
  const fromOf = (role: Role) => values.get(REQUIRED_FROM[role]) ?? null;
  return { requirement, from: { super: fromOf('super'), administrator: fromOf('administrator') } };
}
