import type { FactorChange } from '@countersign/http';
import { Controller, Delete, Get, Param, Post, Req, Res, UseFilters, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { ContractController } from './contract.controller.js';
import { ContractGuard } from './contract.guard.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The routes of the signed-in user's own factors: they look at the session's proof themselves, and how old it is (R34, R37). */
@Controller({ path: 'factors', version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseFilters(SecondFactorFilter)
export class OwnFactorsController extends ContractController {
  @Get()
  async show(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.showFactors(asked));
  }

  @Post('phone')
  async addPhone(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.addFactor(asked, 'phone'));
  }

  @Post('totp')
  async addTotp(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.addFactor(asked, 'totp'));
  }

  @Post('passkey')
  async addPasskey(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.addFactor(asked, 'passkey'));
  }

  @Post(':id/confirm')
  async confirm(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    const call = this.callOf(request, response);
    await this.answer(request, response, (asked) => {
      this.web.checkConfirmation(asked, id);
      return this.passportHost.verify(call, asked);
    });
  }

  @Delete(':id')
  async remove(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.#change(request, response, { act: 'remove', id });
  }

  @Post(':id/remove')
  async removeByForm(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.#change(request, response, { act: 'remove', id });
  }

  @Post(':id')
  async describe(@Req() request: object, @Res() response: object, @Param('id') id: string): Promise<void> {
    await this.#change(request, response, { act: 'describe', id });
  }

  #change(request: object, response: object, change: FactorChange): Promise<void> {
    const call = this.callOf(request, response);
    return this.answer(request, response, async (asked) =>
      this.passportHost.renew(call, asked, await this.web.changeFactor(asked, change)),
    );
  }
}
