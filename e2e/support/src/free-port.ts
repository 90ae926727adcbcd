import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port of this machine that nothing listened on a moment ago. Another process may take it in between: where a server
 * can listen on port 0 itself, let it.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
