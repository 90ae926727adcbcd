import { Controller, Delete, Get, Param, Post, Req, Res, UseFilters, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { ContractController } from './contract.controller.js';
import { ContractGuard } from './contract.guard.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The trusted devices of who is signed in (R53). */
@Controller({ path: 'devices', version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseFilters(SecondFactorFilter)
export class TrustedDevicesController extends ContractController {
  @Get()
  async show(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.showDevices(asked));
  }

  @Delete(':id')
  async delete(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.answer(request, response, (asked) => this.web.revokeDevice(asked, id));
  }

  @Post(':id/revoke')
  async revoke(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.answer(request, response, (asked) => this.web.revokeDevice(asked, id));
  }
}
