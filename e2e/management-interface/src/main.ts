import 'reflect-metadata';
import type { INestApplication } from '@nestjs/common';
import { readConfig } from './config.js';
import { ConfigError } from './config.readers.js';
import { reservePort } from './reserved-port.js';

async function start(): Promise<void> {
  const { port, host } = readConfig(process.env);
  const reserved = await reservePort(port, host);
  const config = readConfig({ ...process.env, PORT: String(reserved.port) });
  // Loaded only now, so that what is wrong with a setting is said at once.
  const { createApplication } = await import('./application.js');
  const app = await createApplication(config);
  await reserved.release();
  await app.listen(config.port, config.host);
  closeOnSignal(app);
  console.log(`Management Interface: ${config.publicUrl}`);
}

function closeOnSignal(app: INestApplication): void {
  const close = () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

start().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
