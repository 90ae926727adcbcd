import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { ConfigError } from './config.readers.js';

/** A port that is ours until it is released. */
export interface ReservedPort {
  readonly port: number;
  release(): Promise<void>;
}

/**
 * Takes a port before the application is put together: so its public address is known even if the system chooses it
 * (port 0), and a second start by mistake ends before it opens the same database.
 */
export async function reservePort(port: number, host: string): Promise<ReservedPort> {
  const server = createServer((socket) => socket.destroy()).listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ConfigError(
      `HOST ${host} with PORT ${port}`,
      `cannot be used (${(error as NodeJS.ErrnoException).code})`,
    );
  }
  return {
    port: (server.address() as AddressInfo).port,
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
