import { Controller, Post, Req, Res, UseFilters, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { ContractController } from './contract.controller.js';
import { ContractGuard } from './contract.guard.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The route of the second step by which the pages' script asks what a passkey has to sign. */
@Controller({ version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseFilters(SecondFactorFilter)
export class PasskeyController extends ContractController {
  @Post('passkey')
  async options(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.passkeyOptions(asked));
  }
}
