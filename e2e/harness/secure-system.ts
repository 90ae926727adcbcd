import { freePort } from '@countersign/support';
import { Console, startConsole } from './console.js';
import { environmentOf, type System, startParts, systemOf } from './system.js';

/** The origin under which browsers see a {@link startSecureSystem}. */
export const ORIGIN = 'https://manage.example.com';

/**
 * A system whose public address is https, as in production. Its consoles are reached as the proxy that ends TLS reaches
 * them: on 127.0.0.1, with `X-Forwarded-Proto: https`.
 */
export async function startSecureSystem(processes = 1): Promise<System> {
  const parts = await startParts();
  const consoles = Array.from({ length: processes }, async () => {
    const port = await freePort();
    const { app } = await startConsole({ ...environmentOf(parts), PUBLIC_URL: ORIGIN, PORT: String(port) });
    return new Console(app, `http://127.0.0.1:${port}`);
  });
  return systemOf(parts, consoles);
}
