import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { htmlReply, withCookies } from './web-reply.js';
import { writeHeaders, writeToNode } from './write-to-node.js';

async function fetchFrom(handle: (request: IncomingMessage, response: ServerResponse) => void, method = 'GET') {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { method });
  const answer = { status: response.status, headers: response.headers, body: await response.text() };
  await new Promise((resolve) => server.close(resolve));
  return answer;
}

const REPLY = withCookies(htmlReply(401, '<p>é</p>', { 'Retry-After': '7' }), ['a=1; Path=/', 'b=2; Path=/']);

test('a reply is written as it is, beside what the host has set', async () => {
  const { status, headers, body } = await fetchFrom((_, response) => {
    response.setHeader('Vary', 'Origin');
    response.setHeader('Set-Cookie', 'host=0');
    response.setHeader('X-Host', 'kept');
    writeToNode(response, REPLY);
  });
  expect([status, body, headers.get('content-length')]).toEqual([401, '<p>é</p>', '9']);
  expect([headers.get('vary'), headers.get('x-host'), headers.get('retry-after')]).toEqual([
    'Origin, Accept',
    'kept',
    '7',
  ]);
  expect(headers.getSetCookie()).toEqual(['host=0', 'a=1; Path=/', 'b=2; Path=/']);
});

test('the headers and cookies can go with a reply of the host’s', async () => {
  const { status, headers, body } = await fetchFrom((_, response) => {
    response.setHeader('Set-Cookie', 'host=0');
    writeHeaders(response, { cookies: ['a=; Max-Age=0'] });
    response.end('the host’s');
  });
  expect([status, body, headers.getSetCookie()]).toEqual([200, 'the host’s', ['host=0', 'a=; Max-Age=0']]);
});

test('to HEAD goes no body, but its length', async () => {
  const { status, headers, body } = await fetchFrom((_, response) => writeToNode(response, REPLY), 'HEAD');
  expect([status, headers.get('content-length'), body]).toEqual([401, '9', '']);
});
