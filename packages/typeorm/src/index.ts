export { countersignEntities } from './entities/index.js';
export { isolatedPGlite } from './isolated-pglite.js';
export { countersignMigrations } from './migrations/index.js';
export type { TypeOrmFactorStoreOptions } from './options.js';
export { TypeOrmFactorStore } from './typeorm-factor-store.js';
