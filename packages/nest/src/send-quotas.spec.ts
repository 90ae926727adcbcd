import { MemoryPendingStore } from '@countersign/core';
import { afterEach, expect, test } from '@jest/globals';
import type { AdapterName } from './spec/adapter.js';
import { createHost, type Host, startHost } from './spec/host.js';
import { enterPassword, visit } from './spec/walk.js';

let host: Host | undefined;
afterEach(() => host?.app.close());

const sendQuotas = { address: { hour: 1 } };

/** Asks for a code from an address that a proxy tells, or that the client claims. */
async function ask(name: string, address: string, phone: string): Promise<Response> {
  const visitor = visit(host as Host, { headers: { 'x-forwarded-for': address } });
  await enterPassword(host as Host, visitor, name);
  return visitor.post('/2fa/phone', { phone });
}

test.each<AdapterName>(['express', 'fastify'])(
  'R24: on %s codes are counted by the address that a trusted proxy tells; beyond them it is 429 with the wait',
  async (adapter) => {
    const options = { pending: new MemoryPendingStore(), sendQuotas, trustProxy: ['loopback'] };
    host = await startHost({ adapter, options });
    expect((await ask('alice', '192.0.2.1', '+31612345642')).status).toBe(202);
    const refused = await ask('bob', '192.0.2.1', '+31687654317');
    const { errorCode, retryAfterSeconds } = (await refused.json()) as Record<string, unknown>;
    expect([refused.status, errorCode]).toEqual([429, 'too_many_codes']);
    expect(refused.headers.get('retry-after')).toBe(String(retryAfterSeconds));
    expect(retryAfterSeconds).toBeGreaterThan(3_590);
    expect((await ask('bob', '192.0.2.2', '+31687654317')).status).toBe(202);
  },
);

test.each<AdapterName>(['express', 'fastify'])(
  'R17: on %s by the connection’s address where no proxy is trusted',
  async (adapter) => {
    host = await startHost({ adapter, options: { pending: new MemoryPendingStore(), sendQuotas } });
    expect((await ask('alice', '192.0.2.1', '+31612345642')).status).toBe(202);
    expect((await ask('bob', '192.0.2.2', '+31687654317')).status).toBe(429);
  },
);

test.each([
  ['sendQuotas.total', { sendQuotas: { total: { hour: 0 } } }],
  ['sendQuotas.dialCodes.NL', { sendQuotas: { dialCodes: { NL: { day: 1 } } } }],
  ['trustProxy', { trustProxy: ['nowhere'] }],
])('R87: the start stops by the name of the option: %s', async (option, options) => {
  await expect(createHost({ options })).rejects.toThrow(expect.objectContaining({ name: 'OptionError', option }));
});
