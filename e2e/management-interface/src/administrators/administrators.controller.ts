import { Controller, Get, Inject } from '@nestjs/common';
import { CurrentAdministrator } from '../auth/current-administrator.decorator.js';
import type { Administrator } from './administrator.entity.js';
import { administratorsPage } from './administrators.page.js';
import { AdministratorsService } from './administrators.service.js';

/** Who may log in. */
@Controller()
export class AdministratorsController {
  constructor(@Inject(AdministratorsService) private readonly administrators: AdministratorsService) {}

  @Get('administrators')
  async page(@CurrentAdministrator() me: Administrator): Promise<string> {
    return administratorsPage(me, await this.administrators.list());
  }

  @Get('api/me')
  me(@CurrentAdministrator() { id, email, name, role }: Administrator) {
    return { id, email, name, role };
  }
}
