import { SecondFactorGuard, SecondFactorModule, type SecondFactorModuleOptions } from '@countersign/nest';
import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Account } from '../parts/accounts.js';
import type { Parts } from '../parts/parts.js';
import { ApiController } from './api.controller.js';
import { AuthenticatedGuard } from './authenticated.guard.js';
import { Keeper } from './keeper.js';
import { LoginController } from './login.controller.js';
import { PagesController } from './pages.controller.js';
import { PARTS } from './parts.token.js';
import { UnauthorizedFilter } from './unauthorized.filter.js';

/** What one Nest host has that others have not. */
export interface HostModuleSetup {
  readonly keeper: Keeper;
  readonly imports?: readonly (DynamicModule | Promise<DynamicModule>)[];
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
  readonly completeSignIn?: SecondFactorModuleOptions<Account>['completeSignIn'];
}

/** The root of every Nest host. */
@Module({})
export class HostModule {
  /** Puts it together. */
  static with(parts: Parts, setup: HostModuleSetup): DynamicModule {
    const { keeper, imports = [], controllers = [], providers = [], completeSignIn } = setup;
    const options = { ...parts.secondFactor, ...(completeSignIn && { completeSignIn }) };
    return {
      module: HostModule,
      global: true,
      imports: [SecondFactorModule.forRoot({ ...options, isGlobal: true }), ...imports],
      controllers: [PagesController, ApiController, LoginController, ...controllers],
      providers: [
        { provide: PARTS, useValue: parts },
        { provide: Keeper, useValue: keeper },
        { provide: APP_FILTER, useClass: UnauthorizedFilter },
        { provide: APP_GUARD, useClass: AuthenticatedGuard },
        { provide: APP_GUARD, useClass: SecondFactorGuard },
        ...providers,
      ],
      exports: [PARTS, Keeper],
    };
  }
}
