import { countersignEntities, countersignMigrations, isolatedPGlite } from '@countersign/typeorm'; // countersign
import { Logger } from '@nestjs/common';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { PGliteDriver } from 'typeorm-pglite';
import { Administrator } from '../administrators/administrator.entity.js';
import type { Config } from '../config.js';
import { Product } from '../products/product.entity.js';
import { Setting } from '../settings/setting.entity.js';
import { AddPasswordChange1760000000001 } from './add-password-change.migration.js';
import { CreateConsole1760000000000 } from './create-console.migration.js';
import { dataFolder } from './data-folder.js';

/** Postgres where `DATABASE_URL` names one, otherwise the embedded database, in a folder or in memory. */
export function databaseOptions(config: Config): DataSourceOptions {
  return {
    type: 'postgres',
    entities: [Administrator, Product, Setting, ...countersignEntities], // countersign
    migrations: [CreateConsole1760000000000, AddPasswordChange1760000000001, ...countersignMigrations], // countersign
    ...(config.databaseUrl?.startsWith('postgres') ? server(config.databaseUrl) : embedded(config.databaseUrl)),
  };
}

/** True for PGlite inside this process. */
export function isEmbedded({ options }: DataSource): boolean {
  return 'driver' in options && options.driver !== undefined;
}

function server(url: string) {
  const logger = new Logger('Database');
  return {
    url,
    connectTimeoutMS: 1_500,
    // A server that stopped answering must not hold a page up.
    extra: { query_timeout: 1_500 },
    poolErrorHandler: (error: Error) => logger.warn(error.message),
  };
}

function embedded(url: string | undefined) {
  const dataDir = url === undefined ? `${dataFolder()}management-interface` : 'memory://';
  return {
    driver: isolatedPGlite(new PGliteDriver({ dataDir }).driver), // countersign: demo
    uuidExtension: 'pgcrypto' as const,
    installExtensions: false,
  };
}
