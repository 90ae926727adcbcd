export { type Authenticated, authenticate } from './authenticate.js';
export { type CompleteSignIn, type HostCall, PassportHost, type WayIn } from './passport-host.js';
export { dropSession, type SessionRequest, signInWithSession } from './passport-session.js';
export { type SecondFactorInfo, SecondFactorStrategy } from './second-factor.strategy.js';
export { SecondFactorMiddleware, type Step } from './second-factor-middleware.js';
export { type HostOptions, startHost } from './start-host.js';
