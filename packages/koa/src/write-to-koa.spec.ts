import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { WebReply } from '@countersign/http';
import { expect, test } from '@jest/globals';
import Koa from 'koa';
import { writeToKoa } from './write-to-koa.js';

/** How a reply goes out of an application that had begun an answer of its own. */
async function sent(reply: WebReply): Promise<[number, string | null, string | null, string]> {
  const app = new Koa();
  app.use((ctx) => {
    ctx.body = { of: 'the host' };
    writeToKoa(ctx, reply);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}`, { redirect: 'manual' });
  const { status, headers } = response;
  const told = [headers.get('content-type'), headers.get('content-length')] as const;
  server.close();
  return [status, ...told, await response.text()];
}

test.each<[string, Partial<WebReply> & { status: number }, unknown[]]>([
  ['a redirect', { status: 303 }, [303, null, '0', '']],
  ['an empty reply', { status: 204 }, [204, null, null, '']],
  ['a body', { status: 401, body: '<é', headers: { 'Content-Type': 'text/x' } }, [401, 'text/x', '3', '<é']],
])('%s goes out as it is, whatever the host had begun', async (_, reply, expected) => {
  expect(await sent({ headers: {}, cookies: [], ...reply })).toEqual(expected);
});
