import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What came of a connection: all that was heard, and the code with which it was closed, `null` while it stands. */
export interface Heard {
  readonly messages: readonly string[];
  readonly closed: number | null;
}

/** Opens a socket, says something at once and again, and listens for a while. */
export async function listen(url: string, headers: Readonly<Record<string, string>>, say: string): Promise<Heard> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
  const messages: string[] = [];
  let closed: number | null = null;
  socket.on('message', (data) => messages.push(String(data)));
  socket.on('close', (code) => {
    closed = code;
  });
  await once(socket, 'open');
  socket.send(say);
  const ended = once(socket, 'close');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 300))]);
  if (closed === null) socket.send(say);
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 300))]);
  const heard = { messages, closed };
  socket.terminate();
  return heard;
}
