import { SecondFactor } from '@countersign/core';
import { SecondFactorWeb } from '@countersign/http';
import { PassportHost } from '@countersign/passport';
import { Logger, type Provider } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { PendingConnection } from './pending-connection.js';
import { MODULE_OPTIONS_TOKEN } from './second-factor.module-definition.js';
import { SECOND_FACTOR_PATH } from './second-factor.tokens.js';
import type { SecondFactorModuleOptions } from './second-factor-module-options.interface.js';

/** The rules and the web contract, made of the options; a bad option stops the start with its name (R87). */
export const SECOND_FACTOR_PROVIDERS: Provider[] = [
  {
    provide: PendingConnection,
    inject: [MODULE_OPTIONS_TOKEN],
    useFactory: (options: SecondFactorModuleOptions) => PendingConnection.open(options),
  },
  {
    provide: SecondFactor,
    inject: [MODULE_OPTIONS_TOKEN, PendingConnection],
    useFactory: (options: SecondFactorModuleOptions, { store }: PendingConnection) =>
      new SecondFactor({ ...options, pending: store }),
  },
  {
    provide: SecondFactorWeb,
    inject: [MODULE_OPTIONS_TOKEN, SecondFactor, SECOND_FACTOR_PATH, ApplicationConfig],
    useFactory: (options: SecondFactorModuleOptions, rules: SecondFactor, path: string, host: ApplicationConfig) =>
      new SecondFactorWeb(rules, {
        ...options,
        logger: new Logger('SecondFactor'),
        // The host sets its global prefix after the providers are made.
        path: () => mountedPath(host.getGlobalPrefix(), path),
      }),
  },
  {
    provide: PassportHost,
    inject: [MODULE_OPTIONS_TOKEN, SecondFactorWeb],
    useFactory: ({ completeSignIn }: SecondFactorModuleOptions<object>, web: SecondFactorWeb<object>) =>
      new PassportHost(web, completeSignIn),
  },
];

function mountedPath(globalPrefix: string, path: string): string {
  if (globalPrefix === '') return path;
  return [globalPrefix.replace(/^\/+|\/+$/g, ''), path].filter((part) => part !== '').join('/');
}
