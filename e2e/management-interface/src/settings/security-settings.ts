import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import { REQUIREMENTS, type Requirement } from '../config.js';
import { SECOND_FACTOR, Setting } from './setting.entity.js';

const CACHE_MS = 2_000;

/** The Security switch, as the database has it. */
@Injectable()
export class SecuritySettings {
  private readonly repository: Repository<Setting>;
  private cached: { requirement: Requirement; until: number } | undefined;
  private changes = 0;

  constructor(@Inject(DataSource) dataSource: DataSource) {
    this.repository = dataSource.getRepository(Setting);
  }

  /**
   * Who must give a second factor; at most two seconds old.
   *
   * @throws when it cannot be read: treat that as `required`
   */
  async requirement(): Promise<Requirement> {
    if (this.cached && performance.now() < this.cached.until) return this.cached.requirement;
    const { changes } = this;
    const until = performance.now() + CACHE_MS;
    const requirement = parse((await this.repository.findOneByOrFail({ key: SECOND_FACTOR })).value);
    if (changes === this.changes) this.cached = { requirement, until };
    return requirement;
  }

  /** Turns the switch; in this process it counts at once. */
  async change(requirement: Requirement): Promise<void> {
    try {
      await this.repository.upsert({ key: SECOND_FACTOR, value: requirement }, ['key']);
    } finally {
      this.changes += 1;
      this.cached = undefined;
    }
  }
}

function parse(value: string): Requirement {
  const requirement = REQUIREMENTS.find((word) => word === value);
  if (requirement === undefined) throw new Error(`the setting ${SECOND_FACTOR} has an unknown value`);
  return requirement;
}
