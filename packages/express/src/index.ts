export {
  type ExpressCall,
  ExpressSecondFactor,
  type ExpressSecondFactorOptions,
  type Middleware,
} from './express-second-factor.js';
