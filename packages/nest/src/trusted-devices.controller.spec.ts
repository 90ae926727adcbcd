import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Host, startHost } from './spec/host.js';
import { signIn, visit } from './spec/walk.js';

let host: Host;
beforeAll(async () => {
  host = await startHost({ options: { trustedDevices: {} } });
});
afterAll(() => host.app.close());

const PASSWORD = { username: 'alice', password: 'alice-password' };

test('R52, R53, R54: a trusted browser logs in by its password alone, until its owner ends it on the page', async () => {
  const visitor = await signIn(host);
  await visitor.post('/login', PASSWORD);
  await visitor.post('/2fa/verify', { code: host.sender.last.code, trustDevice: 'true' }, { bodyFormat: 'form' });
  const first = visitor.jar.get('countersign-device');
  expect(first).toMatch(/^[\w-]{16}\.[\w-]{43}$/);
  expect((await visitor.post('/login', PASSWORD)).status).toBe(200);
  expect(visitor.jar.get('countersign-device')).not.toBe(first);
  expect(await (await visitor.get('/whoami')).json()).toMatchObject({
    assurance: { trustedDevice: true, amr: ['pwd'] },
  });
  expect((await visitor.get('/secret')).status).toBe(200);
  expect((await visitor.get('/vault')).status).toBe(401);
  const id = first?.slice(0, 16);
  expect(await (await visitor.get('/2fa/devices')).json()).toMatchObject({ devices: [{ id, thisOne: true }] });
  expect((await visitor.request('DELETE', '/2fa/devices/AAAAAAAAAAAAAAAA')).status).toBe(404);
  expect((await visitor.post(`/2fa/devices/${id}/revoke`, { all: '1' }, { bodyFormat: 'form' })).status).toBe(400);
  const page = await visitor.get('/2fa/devices', { accept: 'html' });
  expect(await page.text()).toContain(`action="/2fa/devices/${id}/revoke"`);
  const revoked = await visitor.post(`/2fa/devices/${id}/revoke`, '', { accept: 'html', bodyFormat: 'form' });
  expect([revoked.status, revoked.headers.get('location')]).toEqual([303, '/2fa/devices']);
  expect((await visitor.post('/login', PASSWORD)).status).toBe(202);
  expect((await visit(host).get('/2fa/devices')).status).toBe(401);
});
