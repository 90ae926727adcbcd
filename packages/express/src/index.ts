export type { ExpressCall, Middleware } from './express-call.js';
export { ExpressSecondFactor, type ExpressSecondFactorOptions } from './express-second-factor.js';
