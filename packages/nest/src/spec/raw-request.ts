import { Agent, type IncomingMessage, request } from 'node:http';
import type { Visitor } from '@countersign/support';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** A request whose path goes over the wire as it is: `fetch` would tidy it. Gives the status. */
export function rawRequest(url: string, method: string, path: string, { jar }: Visitor): Promise<number> {
  const { hostname, port } = new URL(url);
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { accept: 'application/json', cookie };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
      resolve(response.statusCode ?? 0);
      letGo(response);
    });
    sent.on('error', reject).end();
  });
}

/** An event stream has no end: what matters is that it was opened. */
function letGo(response: IncomingMessage): void {
  const endless = response.headers['content-type']?.startsWith('text/event-stream');
  if (endless) response.destroy();
  else response.resume();
}
