import { SecondFactorService, StepUp } from '@countersign/nest'; // countersign
import { applyDecorators, Body, Controller, Get, Inject, Post, Put, Redirect, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsService } from '../administrators/administrators.service.js';
import { CurrentAdministrator } from '../auth/current-administrator.decorator.js';
import { asksForJson } from '../layout/wants-html.js';
import { EnabledFormPipe, EnabledPipe } from './enabled.pipe.js';
import { type RequiredFrom, RequiredFromPipe } from './required-from.pipe.js';
import { securityPage } from './security.page.js';
import type { Enrolment, SecurityState } from './security.state.js';
import { SecuritySettings } from './security-settings.js';
import { SuperAdministratorGuard } from './super-administrator.guard.js';

/** What is asked of whoever turns the switch. */
const ChangesSecurity = () =>
  applyDecorators(
    StepUp(), // countersign
    UseGuards(SuperAdministratorGuard),
  );

/** Administrators › Security. */
@Controller('administrators/security')
export class SecurityController {
  constructor(
    @Inject(SecuritySettings) private readonly settings: SecuritySettings,
    @Inject(AdministratorsService) private readonly administrators: AdministratorsService,
    @Inject(SecondFactorService) private readonly secondFactor: SecondFactorService, // countersign: demo
  ) {}

  @Get()
  async show(@Req() request: Request, @CurrentAdministrator() me: Administrator): Promise<string | SecurityState> {
    const state = await this.state();
    return asksForJson(request) ? state : securityPage(me, state, await this.enrolments());
  }

  @Put()
  @ChangesSecurity()
  async change(@Body(EnabledPipe) enabled: boolean, @Req() request: Request): Promise<SecurityState> {
    await this.turn(enabled, request);
    return this.state();
  }

  @Post()
  @ChangesSecurity()
  @Redirect('/administrators/security', 303)
  async changeByForm(@Body(EnabledFormPipe) enabled: boolean, @Req() request: Request): Promise<void> {
    await this.turn(enabled, request);
  }

  @Post('from')
  @ChangesSecurity()
  @Redirect('/administrators/security', 303)
  async requireFrom(@Body(RequiredFromPipe) { role, from }: RequiredFrom, @Req() request: Request): Promise<void> {
    const { requirement } = await this.settings.policy();
    await this.settings.requireFrom(role, from);
    const deadline = from && `${from}T00:00:00.000Z`;
    const change = { actor: request.user?.id ?? '', from: requirement, to: requirement, deadline };
    this.secondFactor.notePolicyChange(change, request); // countersign: demo
  }

  private async turn(enabled: boolean, request: Request): Promise<void> {
    const { requirement: from } = await this.settings.policy();
    const to = enabled ? 'required' : 'off';
    await this.settings.change(to);
    this.secondFactor.notePolicyChange({ actor: request.user?.id ?? '', from, to }, request); // countersign: demo
  }

  private async enrolments(): Promise<Enrolment[]> {
    const all = await this.administrators.list();
    const enrolled = await this.secondFactor.adoption(all.map(({ id }) => id));
    return all.map((administrator) => ({ administrator, methods: [], ...enrolled.get(administrator.id) }));
  }

  private async state(): Promise<SecurityState> {
    const policy = await this.settings.policy();
    return { enabled: policy.requirement !== 'off', ...policy };
  }
}
