import { Controller, Post, Req, Res, UseFilters, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { ContractController } from './contract.controller.js';
import { ContractGuard } from './contract.guard.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** Makes a fresh set of recovery codes; the session's proof, and how old it is, are looked at there (R59). */
@Controller({ path: 'recovery-codes', version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseFilters(SecondFactorFilter)
export class RecoveryCodesController extends ContractController {
  @Post()
  async renew(@Req() request: object, @Res() response: object): Promise<void> {
    const call = this.callOf(request, response);
    await this.answer(request, response, async (asked) =>
      this.passportHost.renew(call, asked, await this.web.changeFactor(asked, { act: 'renew-codes' })),
    );
  }
}
