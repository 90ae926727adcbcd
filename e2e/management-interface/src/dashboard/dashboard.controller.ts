import { SecondFactorService } from '@countersign/nest'; // countersign: demo
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
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
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService, // countersign: demo
  ) {}

  @Get()
  async page(@CurrentAdministrator() me: Administrator, @Req() request: Request): Promise<string> {
    const due = await this.secondFactor.enrolmentDue(request); // countersign: demo
    const [products, administrators, { requirement }] = await Promise.all([
      this.products.list(),
      this.administrators.list(),
      this.security.policy(),
    ]);
    return dashboardPage({ me, products, administrators, requirement, due });
  }
}
