import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import { bodyOf, login, visit } from './walk.js';

const sendQuotas = { address: { hour: 1 } };

/** How many codes a client gets. */
export const quotaCases: HostCase[] = [
  {
    name: 'R24: codes are counted by the address that a trusted proxy tells, and beyond them it is 429 with the wait',
    setup: { counted: { sendQuotas, trustProxy: ['loopback'] } },
    async run(host) {
      const asks = async (name: string, address: string, phone: string) => {
        const visitor = visit(host, { headers: { 'x-forwarded-for': address } });
        assert.equal((await login(visitor, name)).status, 202);
        return visitor.post('/2fa/phone', { phone });
      };
      assert.equal((await asks('alice', '192.0.2.1', '+31612345642')).status, 202);
      host.clock.advance(600_000);
      const refused = await asks('bob', '192.0.2.1', '+31687654317');
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '3000']);
      const { errorCode, retryAfterSeconds } = await bodyOf(refused);
      assert.deepEqual([errorCode, retryAfterSeconds, host.sender.sent.length], ['too_many_codes', 3_000, 1]);
      assert.equal((await asks('bob', '192.0.2.2', '+31687654317')).status, 202);
    },
  },
  {
    name: 'R17: by the connection’s address where no proxy is trusted, whatever headers say',
    setup: { counted: { sendQuotas, trustProxy: [] } },
    async run(host) {
      const outcomes: number[] = [];
      for (const name of ['alice', 'bob']) {
        const visitor = visit(host, { headers: { 'x-forwarded-for': `192.0.2.${outcomes.length}` } });
        await login(visitor, name);
        outcomes.push((await visitor.post('/2fa/phone', { phone: `+3161234564${outcomes.length}` })).status);
      }
      assert.deepEqual(outcomes, [202, 429]);
    },
  },
];
