import type { DataSource } from 'typeorm';

const known = new WeakMap<object, boolean>();

/**
 * Whether all query runners of a data source share one database session, as with `typeorm-pglite`, whose pool hands out
 * itself as every connection. There, what one runner does falls into whatever transaction another has open.
 */
export async function sharesOneSession(dataSource: DataSource): Promise<boolean> {
  const { master: pool } = dataSource.driver as { master?: object };
  if (!pool) return false;
  const answer = known.get(pool) ?? (await handsOutItself(dataSource, pool));
  known.set(pool, answer);
  return answer;
}

async function handsOutItself(dataSource: DataSource, pool: object): Promise<boolean> {
  const runner = dataSource.createQueryRunner('master');
  try {
    return (await runner.connect()) === pool;
  } finally {
    await runner.release();
  }
}
