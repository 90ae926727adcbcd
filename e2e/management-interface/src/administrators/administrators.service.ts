import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import { Administrator, type MustChange } from './administrator.entity.js';
import { hashPassword, verifyPassword } from './passwords.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s\p{C}@]+@[^\s\p{C}@]+$/u;

/** Finds administrators. */
@Injectable()
export class AdministratorsService {
  private readonly repository: Repository<Administrator>;

  constructor(@Inject(DataSource) dataSource: DataSource) {
    this.repository = dataSource.getRepository(Administrator);
  }

  /** Everybody, by name. */
  list(): Promise<Administrator[]> {
    return this.repository.find({ order: { name: 'ASC' } });
  }

  /** Somebody by id, or null. */
  async find(id: string): Promise<Administrator | null> {
    return UUID.test(id) ? this.repository.findOneBy({ id }) : null;
  }

  /** Whether somebody may unlock and reset the second factor of somebody else. */
  async mayAdminister(actor: Administrator, id: string): Promise<boolean> {
    return actor.role === 'super' && actor.mustChange === null && (await this.find(id)) !== null;
  }

  /** An administrator who may still log in, with the password's hash. */
  async findActive(id: string): Promise<Administrator | null> {
    return UUID.test(id) ? this.findWithHash({ id, active: true }) : null;
  }

  /** The administrator with this e-mail address and password, or null: nothing tells which of them was wrong. */
  async findByPassword(email: string, password: string): Promise<Administrator | null> {
    const address = email.trim().toLowerCase();
    const found = EMAIL.test(address) ? await this.findWithHash({ email: address, active: true }) : null;
    return (await verifyPassword(password, found?.passwordHash)) ? found : null;
  }

  /** Ends somebody's sessions; the next thing they do is to choose another password. */
  async demandPassword(id: string, mustChange: MustChange): Promise<void> {
    await this.repository.update({ id }, { mustChange, sessionsEndedAt: new Date() });
  }

  /**
   * Gives somebody another password and ends their sessions.
   * @param mustChange - 'set' where somebody else has chosen it; null where they have.
   */
  async setPassword(id: string, password: string, mustChange: 'set' | null): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.repository.update({ id }, { passwordHash, mustChange, sessionsEndedAt: new Date() });
  }

  /** Remembers until when somebody's second step is locked; null: it is not. */
  async noteLock(id: string, lockedUntil: Date | null): Promise<void> {
    if (UUID.test(id)) await this.repository.update({ id }, { lockedUntil });
  }

  private findWithHash(where: Partial<Administrator>): Promise<Administrator | null> {
    return this.repository
      .createQueryBuilder('administrator')
      .addSelect('administrator.passwordHash')
      .where(where)
      .getOne();
  }
}
