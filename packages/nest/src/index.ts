export {
  type ApprovalOptions,
  CodeBody,
  EmptyBody,
  PhoneBody,
  StepUpBody,
  type StepUpDemand,
  type StepUpOptions,
  VerifyBody,
} from '@countersign/http';
export type { CompleteSignIn, WayIn } from '@countersign/passport';
export { Approval, type NestRequest } from './approval.decorator.js';
export { BodyPipe } from './body.pipe.js';
export { FirstFactorGuard } from './first-factor.guard.js';
export { isSecondFactorRoute } from './is-second-factor-route.js';
export type { NestCall } from './nest-call.js';
export { type EventPattern, OnSecondFactorEvent } from './on-second-factor-event.decorator.js';
export { OpenRoutes, type RouteStanding } from './open-routes.js';
export { OwnFactorsController } from './own-factors.controller.js';
export { SecondFactorController } from './second-factor.controller.js';
export { SecondFactorException } from './second-factor.exception.js';
export { SecondFactorFilter } from './second-factor.filter.js';
export { SecondFactorGuard } from './second-factor.guard.js';
export { type PartIndication, SecondFactorHealth } from './second-factor.health.js';
export { SecondFactorModule } from './second-factor.module.js';
export { MODULE_OPTIONS_TOKEN as SECOND_FACTOR_MODULE_OPTIONS } from './second-factor.module-definition.js';
export { SecondFactorService } from './second-factor.service.js';
export { SECOND_FACTOR_PATH } from './second-factor.tokens.js';
export type {
  SecondFactorModuleExtras,
  SecondFactorModuleOptions,
  SecondFactorOptionsFactory,
} from './second-factor-module-options.interface.js';
export { SkipSecondFactor } from './skip-second-factor.decorator.js';
export { StepUp } from './step-up.decorator.js';
export { TrustedDevicesController } from './trusted-devices.controller.js';
