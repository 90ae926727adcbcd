import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import { bodyOf, login, refusalOf, visit } from './walk.js';

/** Of the right form, and signed by nobody. */
const FORGED = {
  ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: 'e30', attestationObject: 'AAAA', transports: ['usb'] },
};

/** What browsers ask and answer by scripts. */
export const passkeyCases: HostCase[] = [
  {
    name: 'R04, R21: a passkey is asked for by a script, and its answer is judged as the object that it is',
    async run(host) {
      const visitor = visit(host);
      await login(visitor);
      const asked = await visitor.post('/2fa/passkey', {});
      assert.equal(asked.status, 200);
      const { challenge, rp } = await bodyOf(asked);
      assert.match(String(challenge), /^[\w-]{43}$/);
      assert.equal((rp as { id: string }).id, 'localhost');
      const answer = (body: object) => visitor.post('/2fa/verify', { method: 'passkey', ...body }).then(refusalOf);
      assert.equal(await answer({ credential: FORGED }), '401 code_wrong');
      assert.equal(await answer({ credential: FORGED, code: '314159' }), '400 bad_request');
      assert.equal(await answer({ credential: { ...FORGED, response: {} } }), '400 bad_request');
      assert.equal(await answer({}), '400 bad_request');
    },
  },
];
