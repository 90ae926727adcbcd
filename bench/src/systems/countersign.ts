import { type CodeMessage, type CodeSender, SecondFactor, type SecondFactorOptions } from '@countersign/core';
import { MemoryFactorStore } from '@countersign/core/testing';
import { RedisPendingStore } from '@countersign/redis';
import { bareApp } from '../apps/bare.app.js';
import { countersignApp } from '../apps/countersign.app.js';
import { listen } from '../apps/nest-app.js';
import type { CodeSink, Parts, SecondStep, System } from '../system.js';
import { Accounts, idOf, type User, userOfPhone } from '../users.js';
import { enrolAll } from './enrol-all.js';

/** As high as they go: a round does in seconds what an installation does in a day. */
const QUOTAS = {
  subject: { hour: 10, day: 30 },
  number: { hour: 30, day: 60 },
  address: { hour: 1_000, day: 10_000 },
  dialCode: { hour: 100_000, day: 1_000_000 },
  total: { hour: 100_000, day: 1_000_000 },
};

/** Hands codes to the sink. */
class SinkSender implements CodeSender {
  constructor(private readonly sink: CodeSink) {}

  async send({ to, code }: CodeMessage) {
    this.sink.send(userOfPhone(to.reveal()), code.reveal());
    return { status: 'accepted', id: 'sent' } as const;
  }
}

/** Countersign: its rules alone in process; Nest on Express over HTTP. */
export async function countersign(parts: Parts): Promise<System> {
  const accounts = new Accounts();
  const factors = new MemoryFactorStore();
  await enrolAll(factors, parts.secret);
  const options: SecondFactorOptions<User> = {
    issuer: 'Management Interface',
    publicUrl: 'http://localhost:3000',
    secrets: [parts.secret],
    policy: 'required',
    countries: ['NL'],
    pending: new RedisPendingStore(parts.redis.secondStep),
    factors,
    sender: new SinkSender(parts.sink),
    subject: { id: ({ id }) => id, load: (id) => accounts.byId(id), credentialVersion: ({ password }) => password },
    sendQuotas: QUOTAS,
  };
  const { redis, secret } = parts;
  const app = { sessions: redis.sessions, secret, accounts };
  return {
    redis,
    inProcess: inProcess(new SecondFactor(options), accounts),
    listen: async () => listen(await countersignApp(options, app)),
    listenBare: async () => listen(await bareApp(app)),
  };
}

function inProcess(secondFactor: SecondFactor<User>, accounts: Accounts): SecondStep {
  const steps: SecondStep<{ readonly token: string; readonly address: string }> = {
    async begin(index) {
      // Each comes from an address of its own, as over HTTP.
      const address = `10.0.${index >> 8}.${index & 255}`;
      const begun = await secondFactor.begin(accounts.byId(idOf(index)) as User, { address });
      if (begun.status !== 'pending') throw new Error('nothing is pending');
      return { token: begun.token.reveal(), address };
    },
    async verify({ token, address }, code) {
      return secondFactor.verify(token, code, { address }).then(
        () => true,
        (error) => refusedAs(error, 'code_wrong'),
      );
    },
  };
  return steps as SecondStep;
}

function refusedAs(error: unknown, code: string): false {
  if ((error as { readonly code?: string }).code === code) return false;
  throw error;
}
