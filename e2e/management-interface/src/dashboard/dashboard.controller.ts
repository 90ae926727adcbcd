import { Controller, Get, Inject } from '@nestjs/common';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsService } from '../administrators/administrators.service.js';
import { CurrentAdministrator } from '../auth/current-administrator.decorator.js';
import { ProductsService } from '../products/products.service.js';
import { SecuritySettings } from '../settings/security-settings.js';
import { dashboardPage } from './dashboard.page.js';

/** The first page after logging in. */
@Controller()
export class DashboardController {
  constructor(
    @Inject(ProductsService) private readonly products: ProductsService,
    @Inject(AdministratorsService) private readonly administrators: AdministratorsService,
    @Inject(SecuritySettings) private readonly security: SecuritySettings,
  ) {}

  @Get()
  async page(@CurrentAdministrator() me: Administrator): Promise<string> {
    const [products, administrators, requirement] = await Promise.all([
      this.products.list(),
      this.administrators.list(),
      this.security.requirement(),
    ]);
    return dashboardPage({ me, products, administrators, requirement });
  }
}
