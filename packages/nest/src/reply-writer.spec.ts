import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AdapterName } from './spec/adapter.js';
import { answersOf, bytesOf } from './spec/every-answer.js';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, visit } from './spec/walk.js';

const ADAPTERS: readonly AdapterName[] = ['express', 'fastify'];

describe('what the second step answers is the same on both adapters, byte for byte', () => {
  const hosts: Host[] = [];
  beforeAll(async () => {
    for (const adapter of ADAPTERS) hosts.push(await startHost({ adapter }));
  });
  afterAll(async () => {
    for (const { app } of hosts) await app.close();
  });

  async function expectAlike(ask: (visitor: Visitor) => Promise<Response>, status: number): Promise<void> {
    const answers = await Promise.all(hosts.map(async (host) => bytesOf(await ask(visit(host)))));
    expect(answers[1]).toBe(answers[0]);
    expect(JSON.parse(answers[0] as string)[0]).toBe(status);
  }

  test('on the whole walk', async () => {
    const [express, fastify] = [await answersOf({ adapter: 'express' }), await answersOf({ adapter: 'fastify' })];
    expect(fastify).toEqual(express);
  });

  const sent = (type: string) => ({ headers: { 'content-type': type } });

  test.each([
    ['no JSON', '{"code":', 'application/json', 400],
    ['nothing of a type', '', 'application/json', 400],
    ['a key twice', '{"code":"1","code":"2"}', 'application/json', 400],
    ['__proto__', '{"code":"1","__proto__":{}}', 'application/json', 400],
    ['plain text', '{"code":"123456"}', 'text/plain', 400],
    ['XML', '<code/>', 'application/xml', 400],
    ['a type that is none', '{}', 'json', 400],
    ['a form of many parts', 'x', 'multipart/form-data; boundary=x', 400],
    ['more than 8 KiB', `{"code":"${'x'.repeat(9_000)}"}`, 'application/json', 400],
    ['more than any parser takes', `{"code":"${'x'.repeat(2_000_000)}"}`, 'application/json', 400],
  ])('R18: for a body of %s', async (_, body, type, status) => {
    await expectAlike((visitor) => visitor.post('/2fa/verify', body, sent(type)), status);
  });

  test.each([
    ['a file', 'GET', '/2fa/assets/countersign.css', 200],
    ['the head of a file', 'HEAD', '/2fa/assets/countersign.css', 200],
    ['the head of the state', 'HEAD', '/2fa', 401],
    ['a GET of a change', 'GET', '/2fa/verify', 404],
    ['a DELETE of a change', 'DELETE', '/2fa/verify', 404],
    ['a route that is not there', 'POST', '/2fa/nothing', 404],
  ])('for %s', async (_, method, path, status) => {
    await expectAlike((visitor) => visitor.request(method, path), status);
  });

  test('for a body that no route takes', async () => {
    await expectAlike((visitor) => visitor.post('/2fa/nothing', '{', sent('application/json')), 404);
    await expectAlike((visitor) => visitor.post('/2fa/nothing', 'x', sent('text/plain')), 404);
  });
});

describe.each(ADAPTERS)('on %s, an answer', (adapter) => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ adapter, prepare: (app) => app.enableCors({ origin: [/example/] }) });
  });
  afterAll(() => host.app.close());

  test('has no ETag, and is never 304: it must not be kept (R81)', async () => {
    const visitor = await enterPassword(host);
    const first = await visitor.get('/2fa');
    expect([first.status, first.headers.get('etag')]).toEqual([200, null]);
    const again = await visitor.get('/2fa', { headers: { 'if-none-match': '*' } });
    expect([again.status, (await again.text()).length]).toEqual([200, (await first.text()).length]);
  });

  test('varies by what the host says, too', async () => {
    const visitor = visit(host, { headers: { origin: 'http://localhost:3000' } });
    const answers = [
      await visitor.get('/2fa'),
      await visitor.post('/2fa/verify', '{'),
      await visitor.post('/login', { username: 'alice', password: 'alice-password' }),
    ];
    expect(answers.map(({ headers }) => headers.get('vary'))).toEqual(Array(3).fill('Origin, Accept'));
    const other = await visitor.get('/whoami');
    expect(other.headers.get('vary')).toBe('Origin');
  });
});
