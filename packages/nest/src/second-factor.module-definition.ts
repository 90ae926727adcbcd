import { OptionError } from '@countersign/core';
import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { SECOND_FACTOR_CONTROLLERS } from './second-factor.controllers.js';
import { SECOND_FACTOR_PATH } from './second-factor.tokens.js';
import type { SecondFactorModuleExtras, SecondFactorModuleOptions } from './second-factor-module-options.interface.js';

const EXTRAS: Required<SecondFactorModuleExtras> = { isGlobal: false, path: '2fa', controllers: true };

/** The module's blueprint: `forRoot`, `forRootAsync`, and the token of its options. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  // biome-ignore lint/suspicious/noExplicitAny: a host's user type is its own; the builder cannot carry it
  new ConfigurableModuleBuilder<SecondFactorModuleOptions<any>>({ moduleName: 'SecondFactor' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createSecondFactorOptions')
    .setExtras<SecondFactorModuleExtras>(EXTRAS, applyExtras)
    .build();

function applyExtras(definition: DynamicModule, extras: SecondFactorModuleExtras): DynamicModule {
  const { isGlobal, path, controllers } = { ...EXTRAS, ...extras };
  const trimmed = checkPath(path.replace(/^\/+|\/+$/g, ''));
  return {
    ...definition,
    global: isGlobal,
    imports: [...(definition.imports ?? []), RouterModule.register([{ path: trimmed, module: definition.module }])],
    controllers: controllers ? [...SECOND_FACTOR_CONTROLLERS] : [],
    providers: [...(definition.providers ?? []), { provide: SECOND_FACTOR_PATH, useValue: trimmed }],
  };
}

/** Plain segments: cookies, redirects and `next` name the same path as the router. */
function checkPath(path: string): string {
  if (/^[\w.~-]+(\/[\w.~-]+)*$/.test(path)) return path;
  throw new OptionError('path', "must be one or more plain segments, as '2fa' or 'account/2fa'");
}
