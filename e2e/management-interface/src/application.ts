import { fileURLToPath } from 'node:url';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { ConsoleLog } from './console-log.js';
import { securityHeaders } from './security-headers.js';

const assets = fileURLToPath(new URL('../assets', import.meta.url));

/** Puts the console together; the caller lets it listen. */
export async function createApplication(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config), {
    abortOnError: false,
    logger: new ConsoleLog(),
  });
  for (const warning of config.warnings) new Logger('Config').warn(warning);
  app.set('trust proxy', config.proxies);
  app.useSecurityHeaders(securityHeaders(config));
  // The second step checks origins itself, and says so in its own words.
  app.enableCsrfProtection({ exclude: ({ path }: { path: string }) => path.startsWith('/2fa/') }); // countersign
  app.useStaticAssets(assets, { prefix: '/assets/', index: false, maxAge: '1h' });
  return app;
}
