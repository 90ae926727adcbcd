import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { Running } from '../host.js';
import type { Parts } from './parts.js';

/** Lets a listener of Node's take requests at the host's address. */
export async function listen(listener: RequestListener, { settings }: Parts): Promise<Running> {
  const server = createServer(listener).listen(settings.port, settings.address);
  await once(server, 'listening');
  return {
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
