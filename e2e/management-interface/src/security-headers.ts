import type { SecurityHeadersOptions } from '@nestjs/common';
import type { Config } from './config.js';

/** The headers on every answer: nothing inline, nothing from elsewhere, never in a frame. */
export function securityHeaders(config: Config): SecurityHeadersOptions {
  const self = ["'self'"];
  const none = ["'none'"];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        imgSrc: self,
        connectSrc: self,
        formAction: self,
        baseUri: none,
        frameAncestors: none,
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: config.https && { maxAge: 31_536_000, includeSubDomains: false },
  };
}
