import type { System } from './system.js';

/** Every key and value in Redis, the console's sessions too. */
export async function dumpRedis({ keys }: System): Promise<string> {
  const names = await keys.keys('*');
  const values = await Promise.all(names.map((name) => keys.getBuffer(name)));
  return names.map((name, at) => `${name} ${values[at]?.toString('latin1')}`).join('\n');
}

/** Every row of every table in Postgres. */
export async function dumpPostgres(system: System): Promise<string> {
  const tables = await system.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
  const rows = await Promise.all(
    tables.map(({ table_name }) => system.sql(`SELECT row::text FROM "${table_name}" AS row`)),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}
