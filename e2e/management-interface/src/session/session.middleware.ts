import { createHmac } from 'node:crypto';
import { Inject, Injectable, type NestMiddleware, ServiceUnavailableException } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';
import { MemorySessionStore } from './memory-session-store.js';
import { redisSessionStore } from './redis-session-store.js';
import { sessionCookie } from './session-cookie.js';
import { SessionRedis } from './session-redis.js';

const IDLE_SECONDS = 60 * 60;

/** Finds the session of a request; without a session store there is no answer but 503. */
@Injectable()
export class SessionMiddleware implements NestMiddleware {
  private readonly handler: RequestHandler;

  constructor(@Inject(CONFIG) config: Config, @Inject(SessionRedis) { client }: SessionRedis) {
    const { name, ...cookie } = sessionCookie(config);
    this.handler = session({
      name,
      cookie,
      secret: config.secrets.map(sessionSecret),
      store: client ? redisSessionStore(client, 'mi:session:', IDLE_SECONDS) : new MemorySessionStore(IDLE_SECONDS),
      saveUninitialized: false,
      resave: false,
    });
  }

  use(request: Request, response: Response, next: NextFunction): void {
    response.setHeader('Cache-Control', 'no-store');
    this.handler(request, response, (error?: unknown) => {
      if (error || request.session) next(error);
      else next(new ServiceUnavailableException('Sessions are not available'));
    });
  }
}

/** The first signs, all of them are accepted: nobody is logged out when the secrets are rotated. */
function sessionSecret(secret: string): string {
  return createHmac('sha256', secret).update('management-interface/session').digest('base64url');
}
