import type { DataSource } from 'typeorm';
import { Administrator } from '../administrators/administrator.entity.js';
import { hashPassword } from '../administrators/passwords.js';
import type { Config } from '../config.js';
import { Product } from '../products/product.entity.js';
import { SECOND_FACTOR, Setting } from '../settings/setting.entity.js';
import { administrators, products } from './seed.data.js';

/** Fills what is empty; never touches what is there. */
export async function seed(dataSource: DataSource, config: Config): Promise<void> {
  await seedAdministrators(dataSource);
  const shelf = dataSource.getRepository(Product);
  if ((await shelf.count()) === 0) await shelf.insert(products);
  const settings = dataSource.getRepository(Setting);
  if (!(await settings.existsBy({ key: SECOND_FACTOR }))) {
    await settings.insert({ key: SECOND_FACTOR, value: config.secondFactor });
  }
}

async function seedAdministrators(dataSource: DataSource): Promise<void> {
  const repository = dataSource.getRepository(Administrator);
  if ((await repository.count()) > 0) return;
  for (const { password, ...administrator } of administrators) {
    await repository.insert({ ...administrator, passwordHash: await hashPassword(password) });
  }
}
