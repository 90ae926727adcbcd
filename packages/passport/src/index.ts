export { dropSession, type SessionRequest, signInWithSession } from './passport-session.js';
export { type SecondFactorInfo, SecondFactorStrategy } from './second-factor.strategy.js';
