import { SecondFactorGuard } from '@countersign/nest'; // countersign
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ActivityModule } from './activity/activity.module.js';
import { AdministratorsModule } from './administrators/administrators.module.js';
import { AuthModule } from './auth/auth.module.js';
import { AuthenticatedGuard } from './auth/authenticated.guard.js';
import { PasswordGuard } from './auth/password.guard.js';
import type { Config } from './config.js';
import { ConfigModule } from './config.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DatabaseModule } from './database/database.module.js';
import { ErrorFilter } from './errors/error.filter.js';
import { HealthModule } from './health/health.module.js';
import { InboxModule } from './inbox/inbox.module.js';
import { ProductsModule } from './products/products.module.js';
import { consoleSecondFactor } from './second-factor/second-factor.module.js'; // countersign
import { SessionModule } from './session/session.module.js';
import { SettingsModule } from './settings/settings.module.js';

/** The Management Interface: one module per feature. */
@Module({
  imports: [
    DatabaseModule,
    SessionModule,
    AuthModule,
    DashboardModule,
    ProductsModule,
    AdministratorsModule,
    SettingsModule,
    ActivityModule,
    InboxModule,
    HealthModule,
    consoleSecondFactor, // countersign
  ],
  providers: [
    { provide: APP_FILTER, useClass: ErrorFilter },
    // Guards run in this order.
    { provide: APP_GUARD, useClass: AuthenticatedGuard },
    { provide: APP_GUARD, useClass: SecondFactorGuard }, // countersign
    { provide: APP_GUARD, useClass: PasswordGuard },
  ],
})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.forRoot(config)] };
  }
}
