import type { Running } from '../host.js';
import type { Parts } from '../parts/parts.js';

/** Lets it listen. */
export async function listen(
  app: { listen(port: number, address: string): Promise<unknown>; close(): Promise<void> },
  { settings }: Parts,
): Promise<Running> {
  await app.listen(settings.port, settings.address);
  return { close: () => app.close() };
}
