import type { Administered } from '@countersign/http';
import { Controller, Get, Param, Post, Req, Res, UseFilters, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { ContractController } from './contract.controller.js';
import { ContractGuard } from './contract.guard.js';
import { SecondFactorFilter } from './second-factor.filter.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

/** The routes of the second step. Each hands its request to the web contract and writes what comes back. */
@Controller({ version: VERSION_NEUTRAL })
@SkipSecondFactor()
@UseGuards(ContractGuard)
@UseFilters(SecondFactorFilter)
export class SecondFactorController extends ContractController {
  @Get()
  async show(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.show(asked));
  }

  @Post('phone')
  async enrolPhone(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.enrolPhone(asked));
  }

  @Post('totp')
  async enrolTotp(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.enrolTotp(asked));
  }

  @Post('code')
  async sendCode(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.sendCode(asked));
  }

  @Post('verify')
  async verify(@Req() request: object, @Res() response: object): Promise<void> {
    const call = this.callOf(request, response);
    await this.answer(request, response, (asked) => this.passportHost.verify(call, asked));
  }

  @Post('step-up')
  async stepUp(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.stepUp(asked));
  }

  @Post('cancel')
  async cancel(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.cancel(asked));
  }

  @Get('continue')
  async continueForm(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.continueForm(asked));
  }

  @Get('not-me')
  async showContest(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.showContest(asked));
  }

  @Post('not-me')
  async contest(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.contest(asked));
  }

  @Get('admin/report')
  async report(@Req() request: object, @Res() response: object): Promise<void> {
    await this.answer(request, response, (asked) => this.web.report(asked));
  }

  @Post('admin/subjects/:id/unlock')
  async unlock(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'unlock', subject });
  }

  @Post('admin/subjects/:id/reset')
  async reset(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'reset', subject });
  }

  @Post('admin/subjects/:id/bypass-code')
  async bypassCode(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'bypass-code', subject });
  }

  @Post('admin/subjects/:id/bypass-code/approve')
  async approveBypass(@Req() request: object, @Res() response: object, @Param('id') subject: string): Promise<void> {
    await this.#administer(request, response, { act: 'bypass-code/approve', subject });
  }

  @Post(':provider/status')
  async receipt(@Req() request: object, @Res() response: object, @Param('provider') provider: string): Promise<void> {
    await this.answer(request, response, (asked) => this.web.receipt(asked, provider));
  }

  @Get('assets/:name')
  asset(@Res() response: object, @Param('name') name: string): void {
    this.write(response, this.web.asset(name));
  }

  #administer(request: object, response: object, administered: Administered): Promise<void> {
    return this.answer(request, response, (asked) => this.web.administer(asked, administered));
  }
}
