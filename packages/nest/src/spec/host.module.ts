import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { SecondFactorGuard } from '../index.js';
import { Accounts } from './accounts.js';
import { AuthenticatedGuard, LocalStrategy, Serializer } from './host.auth.js';
import { HostController } from './host.controller.js';

/** What a spec may add to the host's module, or leave out of it. */
export interface HostModuleSetup {
  readonly imports?: readonly (DynamicModule | Type)[];
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Provider[];
  /** The host's global guards, in their order. Default: its own, then the second factor's. */
  readonly guards?: readonly Type[];
}

/** The root module of the spec's host. */
@Module({})
export class HostModule {
  static with(secondFactor: DynamicModule, accounts: Accounts, setup: HostModuleSetup): DynamicModule {
    const { imports = [], controllers = [], providers = [], guards = [AuthenticatedGuard, SecondFactorGuard] } = setup;
    return {
      module: HostModule,
      imports: [PassportModule, secondFactor, ...imports],
      controllers: [HostController, ...controllers],
      providers: [
        { provide: Accounts, useValue: accounts },
        LocalStrategy,
        Serializer,
        ...guards.map((useClass) => ({ provide: APP_GUARD, useClass })),
        ...providers,
      ],
    };
  }
}
