import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import { originCheck } from '../parts/origin-check.js';
import type { Parts } from '../parts/parts.js';
import { usePassport } from '../parts/passport.js';
import { HostModule, type HostModuleSetup } from './host.module.js';

/** A Nest application on Express; it does not listen yet. */
export async function createExpressApp(parts: Parts, setup: HostModuleSetup): Promise<NestExpressApplication> {
  const root = HostModule.with(parts, setup);
  const app = await NestFactory.create<NestExpressApplication>(root, { logger: ['error', 'warn'] });
  app.set('trust proxy', parts.settings.https);
  app.use(originCheck(parts));
  usePassport(parts);
  return app;
}

/** Sessions and Passport on them, in front of everything. */
export function sessionChain(parts: Parts): RequestHandler[] {
  return [session({ ...parts.session, resave: false, saveUninitialized: false }), passport.session()];
}
