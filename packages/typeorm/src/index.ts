export { countersignEntities } from './entities/index.js';
export { isolatedPGlite } from './isolated-pglite.js';
export { countersignMigrations } from './migrations/index.js';
export type { TypeOrmFactorStoreOptions } from './options.js';
export { type KeptEvent, readTrail, type TrailFilter } from './trail/read-trail.js';
export type { TrailEnd } from './trail/trail-link.js';
export { TypeOrmTrail, type TypeOrmTrailOptions } from './trail/typeorm-trail.js';
export { type TrailFault, type TrailVerdict, type VerifyTrailOptions, verifyTrail } from './trail/verify-trail.js';
export { TypeOrmFactorStore } from './typeorm-factor-store.js';
