import 'reflect-metadata';
import { findHost } from './find-hosts.js';
import type { Running } from './host.js';
import { createParts } from './parts/parts.js';
import { readSettings } from './parts/settings.js';

async function start(name: string | undefined): Promise<void> {
  const host = await findHost(name);
  const settings = await readSettings(process.env);
  const parts = createParts(host, settings);
  const running = await host.start(parts);
  closeOnSignal(running);
  console.log(`Management Interface (${host.name}): ${settings.publicUrl}`);
}

function closeOnSignal(running: Running): void {
  const close = () => {
    setTimeout(() => process.exit(1), 5_000).unref();
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

start(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
