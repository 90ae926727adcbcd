// countersign: demo
import { SecondFactorService, StepUp } from '@countersign/nest';
import { Controller, Get, Inject, NotFoundException, Param, UseGuards } from '@nestjs/common';
import { CurrentAdministrator } from '../auth/current-administrator.decorator.js';
import { SuperAdministratorGuard } from '../settings/super-administrator.guard.js';
import type { Administrator } from './administrator.entity.js';
import { AdministratorsService } from './administrators.service.js';
import { secondFactorPage } from './second-factor.page.js';

/** Administrators › one of them › Second factor: what a super administrator may do to it. */
@Controller('administrators')
@UseGuards(SuperAdministratorGuard)
export class SecondFactorPageController {
  constructor(
    @Inject(AdministratorsService) private readonly administrators: AdministratorsService,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService,
  ) {}

  /** Asks for a fresh proof before the forms, which need one of at most 300 s: nobody types a reason in vain. */
  @Get(':id/second-factor')
  @StepUp({ maxAgeSeconds: 180 })
  async page(@CurrentAdministrator() me: Administrator, @Param('id') id: string): Promise<string> {
    const other = await this.administrators.find(id);
    if (!other || other.id === me.id) throw new NotFoundException();
    const code = await this.secondFactor.bypassCodeOf(other.id);
    const issuer = code && (await this.administrators.find(code.issuer));
    return secondFactorPage(
      me,
      other,
      code && { ...code, issuer: issuer?.name ?? code.issuer, mine: issuer?.id === me.id },
    );
  }
}
