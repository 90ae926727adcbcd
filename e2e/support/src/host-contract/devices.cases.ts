import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import { bodyOf, login, refusalOf, signIn, verify, visit, whoIs } from './walk.js';

const COOKIE = 'countersign-device';

/** Browsers that are trusted. */
export const deviceCases: HostCase[] = [
  {
    name: 'R52, R53, R54: a trusted browser logs in by its password alone, with a new value each time, until its owner ends it',
    setup: { trusting: true },
    async run(host) {
      const visitor = await signIn(host);
      await login(visitor);
      await visitor.post('/2fa/verify', { code: host.sender.last.code, trustDevice: true });
      const first = visitor.jar.get(COOKIE);
      const thief = visit(host);
      thief.jar.set(COOKIE, first ?? '');
      await visitor.post('/logout');
      const response = await login(visitor);
      assert.deepEqual([response.status, (await bodyOf(response)).welcome], [200, 'alice']);
      assert.ok(first && visitor.jar.get(COOKIE) !== first);
      assert.match(visitor.setCookies.find((line) => line.startsWith(COOKIE)) ?? '', /; Max-Age=1209600; .*HttpOnly/);
      const { assurance } = (await whoIs(visitor)) as { assurance: Record<string, unknown> };
      assert.deepEqual([assurance.amr, assurance.verifiedAt, assurance.trustedDevice], [['pwd'], null, true]);
      assert.equal((await visitor.get('/secret')).status, 200);
      assert.equal(await refusalOf(await visitor.request('PUT', '/danger', {})), '401 step_up_required');
      const bob = visit(host);
      bob.jar.set(COOKIE, visitor.jar.get(COOKIE) ?? '');
      assert.equal((await login(bob, 'bob')).status, 202);
      const { devices } = (await bodyOf(await visitor.get('/2fa/devices'))) as { devices: Record<string, unknown>[] };
      assert.deepEqual(
        devices.map(({ id, thisOne }) => [id, thisOne]),
        [[first.slice(0, 16), true]],
      );
      const headers = { origin: 'https://evil.example' };
      const path = `/2fa/devices/${first.slice(0, 16)}`;
      assert.equal(await refusalOf(await visitor.request('DELETE', path, undefined, { headers })), '403 cross_origin');
      assert.equal(await refusalOf(await visit(host).request('DELETE', path)), '401 second_factor_required');
      assert.equal((await visitor.request('DELETE', path)).status, 204);
      assert.equal((await login(visitor)).status, 202);
      assert.equal((await verify(host, visitor)).status, 200);
      assert.equal((await login(thief)).status, 202);
    },
  },
  {
    name: 'R52: a copy is no way in; when its owner has logged in twice since, it ends the device, with an alarm',
    setup: { trusting: true },
    async run(host) {
      const visitor = await signIn(host);
      await login(visitor);
      await visitor.post('/2fa/verify', { code: host.sender.last.code, trustDevice: true });
      const thief = visitor.clone();
      assert.equal((await login(visitor)).status, 200);
      assert.equal((await login(thief.clone())).status, 202);
      assert.equal((await login(visitor)).status, 200);
      assert.equal((await login(thief)).status, 202);
      assert.ok(host.events.types.includes('countersign.device.theft'));
      assert.equal((await login(visitor)).status, 202);
    },
  },
];
