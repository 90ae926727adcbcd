import { SecondFactor } from '@countersign/core';
import { SecondFactorWeb } from '@countersign/http';
import { PassportHost } from '@countersign/passport';
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventListeners } from './event-listeners.js';
import { EventSinks } from './event-sinks.js';
import { OpenRoutes } from './open-routes.js';
import { RouteReport } from './route-report.js';
import { SecondFactorGuard } from './second-factor.guard.js';
import { SecondFactorHealth } from './second-factor.health.js';
import { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } from './second-factor.module-definition.js';
import { SECOND_FACTOR_PROVIDERS } from './second-factor.providers.js';
import { SecondFactorService } from './second-factor.service.js';
import { StoreCheck } from './store-check.js';
import { StrictBody } from './strict-body.js';

/**
 * The second step as a module: its routes, guards and rules.
 *
 * @example
 * SecondFactorModule.forRoot({ issuer, publicUrl, secrets, policy: 'required', countries: ['NL'], redis, factors, sender, subject })
 */
@Module({
  imports: [DiscoveryModule],
  providers: [
    ...SECOND_FACTOR_PROVIDERS,
    StrictBody,
    OpenRoutes,
    RouteReport,
    StoreCheck,
    EventListeners,
    EventSinks,
    SecondFactorGuard,
    SecondFactorService,
    SecondFactorHealth,
  ],
  exports: [
    MODULE_OPTIONS_TOKEN,
    SecondFactor,
    SecondFactorWeb,
    PassportHost,
    SecondFactorGuard,
    SecondFactorService,
    SecondFactorHealth,
    StrictBody,
  ],
})
export class SecondFactorModule extends ConfigurableModuleClass {}
