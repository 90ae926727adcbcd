export { contextOf, type KoaContext, type KoaRequest } from './koa-request.js';
export { KoaSecondFactor, type KoaSecondFactorOptions, type Middleware } from './koa-second-factor.js';
