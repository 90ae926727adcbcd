import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ForgetfulClient } from './forgetful-client.js';

let server: Server;
beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(201, { 'content-type': 'application/json' });
    const trickle = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(trickle));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test('R85: an answer that trickles in ends at the time-out all the same', async () => {
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const start = performance.now();
  const request = new ForgetfulClient(url, 1000).request({ method: 'post', uri: 'https://api.twilio.com/' });
  await expect(request).rejects.toMatchObject({ name: 'TransportError' });
  expect(performance.now() - start).toBeLessThan(2000);
});
