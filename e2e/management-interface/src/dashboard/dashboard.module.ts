import { Module } from '@nestjs/common';
import { AdministratorsModule } from '../administrators/administrators.module.js';
import { ProductsModule } from '../products/products.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { DashboardController } from './dashboard.controller.js';

/** The Dashboard. */
@Module({
  imports: [AdministratorsModule, ProductsModule, SettingsModule],
  controllers: [DashboardController],
})
export class DashboardModule {}
