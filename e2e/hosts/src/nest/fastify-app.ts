import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import passport from 'passport';
import { originCheck } from '../parts/origin-check.js';
import type { Parts } from '../parts/parts.js';
import { usePassport } from '../parts/passport.js';
import { HostModule, type HostModuleSetup } from './host.module.js';

/** A Nest application on Fastify; it does not listen yet. */
export async function createFastifyApp(parts: Parts, setup: HostModuleSetup): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ trustProxy: parts.settings.https });
  const root = HostModule.with(parts, setup);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: ['error', 'warn'] });
  const check = originCheck(parts);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => check(request.raw, reply.raw, done));
  usePassport(parts);
  return app;
}

/** Sessions, and Passport on them in a hook: it takes Fastify's own request for one of Express. */
export async function useFastifySessions(app: NestFastifyApplication, { session }: Parts): Promise<void> {
  const { name: cookieName, ...options } = session;
  const sessions = { ...options, cookieName, saveUninitialized: false, rolling: false };
  await app.register(fastifyCookie as never);
  await app.register(fastifySession as never, sessions as never);
  const authenticate = passport.session() as unknown as (request: object, reply: object, done: () => void) => void;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preValidation', (request, reply, done) => authenticate(request, reply, done));
}
