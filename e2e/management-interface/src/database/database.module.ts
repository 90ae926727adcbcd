import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';
import { openDatabase } from './open-database.js';

/** One TypeORM `DataSource` for the whole console. */
@Global()
@Module({
  providers: [{ provide: DataSource, inject: [CONFIG], useFactory: (config: Config) => openDatabase(config) }],
  exports: [DataSource],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
