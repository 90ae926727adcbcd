import type { IncomingMessage } from 'node:http';
import type { ReceiptReader } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import type { LoggerService } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { makeParts, secondFactorModule } from './spec/host.js';
import { HostModule } from './spec/host.module.js';
import { RecordingLogger } from './spec/recording-logger.js';

const READER: ReceiptReader = { provider: 'carrier', read: () => undefined };

/** A host on an adapter that its author has made; its sender has receipts or none. */
async function createOn(adapter: AbstractHttpAdapter, receipts = [READER], logger: LoggerService | false = false) {
  const parts = makeParts();
  parts.sender.receipts = receipts;
  const root = HostModule.with(secondFactorModule({}, parts), parts.accounts, {});
  const app = await NestFactory.create(root, adapter, { logger, abortOnError: false });
  return { app };
}

/** A kind of application that Countersign has never heard of. */
class OtherAdapter extends ExpressAdapter {
  override getType(): string {
    return 'other';
  }
}

/** An Express whose author has parsed every body before Nest has it. */
function parsed(): AbstractHttpAdapter {
  const adapter = new ExpressAdapter();
  adapter.registerParserMiddleware();
  return adapter;
}

async function drain(request: IncomingMessage): Promise<void> {
  for await (const chunk of request) void chunk;
}

const DRAINED: readonly [name: string, make: () => AbstractHttpAdapter][] = [
  [
    'Express',
    () => {
      const adapter = new ExpressAdapter();
      adapter.use((request: IncomingMessage, _: unknown, next: () => void) => void drain(request).then(next));
      return adapter;
    },
  ],
  [
    'Fastify',
    () => {
      const adapter = new FastifyAdapter();
      adapter.getInstance().addHook('onRequest', async ({ raw }) => drain(raw));
      return adapter as unknown as AbstractHttpAdapter;
    },
  ],
];

describe('where the sender has receipts', () => {
  test.each<[string, () => AbstractHttpAdapter, RegExp]>([
    ['Express with parsers before Nest', parsed, /jsonParser.*before body parsers$/],
    ['another adapter than Express and Fastify', () => new OtherAdapter(), /Express and Fastify alone$/],
  ])('R32: the start is refused on %s; without receipts it is not', async (_, make, problem) => {
    const { app } = await createOn(make());
    await expect(app.init()).rejects.toMatchObject({ option: 'sender', message: expect.stringMatching(problem) });
    const { app: silent } = await createOn(make(), []);
    await silent.init();
    await silent.close();
  });

  test.each(DRAINED)(
    'R32: on %s, of a body that somebody has read the operator hears once, and the sender 403',
    async (_, make) => {
      const logger = new RecordingLogger('SecondFactor');
      const { app } = await createOn(make(), [READER], logger);
      await app.listen(0, '127.0.0.1');
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      for (let times = 0; times < 2; times++) {
        const response = await fetch(`${await app.getUrl()}/2fa/carrier/status`, {
          method: 'POST',
          headers,
          body: 'a=b',
        });
        expect([response.status, await response.text()]).toEqual([403, '']);
      }
      await app.close();
      const errors = logger.lines.filter((line) => line.startsWith('error'));
      expect(errors).toEqual([expect.stringMatching(/^error: Receipts cannot be checked/)]);
    },
  );
});
