import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import { Administrator } from './administrator.entity.js';
import { verifyPassword } from './passwords.js';

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
    return actor.role === 'super' && (await this.find(id)) !== null;
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

  private findWithHash(where: Partial<Administrator>): Promise<Administrator | null> {
    return this.repository
      .createQueryBuilder('administrator')
      .addSelect('administrator.passwordHash')
      .where(where)
      .getOne();
  }
}
