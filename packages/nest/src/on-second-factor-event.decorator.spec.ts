import { type SecondFactorEventOf, type SecondFactorEventType, stampEvent } from '@countersign/core';
import { SecondFactorWeb } from '@countersign/http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Injectable, Scope } from '@nestjs/common';
import { OnSecondFactorEvent, SecondFactorService } from './index.js';
import { EventPatterns } from './on-second-factor-event.decorator.js';
import { createHost, type Host, startHost } from './spec/host.js';
import { RecordingLogger } from './spec/recording-logger.js';
import { enrol } from './spec/walk.js';

/** Who has heard what, as `name type`. */
const heard: string[] = [];

class Base {
  @OnSecondFactorEvent('countersign.factor.enrolled')
  inherited({ type }: SecondFactorEventOf<'countersign.factor.enrolled'>): void {
    heard.push(`inherited ${type}`);
  }
}

@Injectable()
class Listeners extends Base {
  readonly #mine = 'mine';

  @OnSecondFactorEvent('countersign.code.sent')
  throws(): void {
    throw new TypeError('sentinel-of-a-listener');
  }

  @OnSecondFactorEvent('countersign.code.*', 'countersign.sign-in.completed')
  async some({ type }: SecondFactorEventOf<SecondFactorEventType>): Promise<void> {
    heard.push(`${this.#mine} ${type}`);
  }

  @OnSecondFactorEvent('countersign.*')
  hangs({ type }: { type: string }): Promise<never> {
    heard.push(`all ${type}`);
    return new Promise(() => undefined);
  }
}

@Controller()
class ListeningController {
  @OnSecondFactorEvent('countersign.code.wrong')
  never({ type }: SecondFactorEventOf<'countersign.code.wrong'>): void {
    heard.push(`never ${type}`);
  }

  @OnSecondFactorEvent('countersign.sign-in.completed')
  last({ purpose }: SecondFactorEventOf<'countersign.sign-in.completed'>): void {
    heard.push(`controller ${purpose}`);
  }
}

let host: Host;
const logger = new RecordingLogger('SecondFactor');
const closed: string[] = [];
beforeAll(async () => {
  const providers = [Listeners, { provide: 'alias', useExisting: Listeners }];
  const sink = (name: string) => ({
    emit: () => undefined,
    flush: async () => closed.push(`${name} flushed`),
    close: async () => closed.push(`${name} closed`),
  });
  const options = { events: [sink('first'), { emit: () => undefined }, sink('second')] };
  host = await startHost({ providers, controllers: [ListeningController], options, nest: { logger } });
});
afterAll(() => host.app.close());

const types = ['sign-in.opened', 'code.sent', 'factor.enrolled', 'sign-in.completed'].map(
  (type) => `countersign.${type}`,
);

describe('@OnSecondFactorEvent()', () => {
  test('R75: calls each method once for each event of its types, whatever others do', async () => {
    await enrol(host);
    // A notice is told of whenever it has gone out.
    const all = heard.filter((line) => line.startsWith('all') && !line.includes('notice'));
    expect(all).toEqual(types.map((type) => `all ${type}`));
    expect(heard.filter((line) => !line.startsWith('all'))).toEqual([
      ...['mine countersign.code.sent', 'inherited countersign.factor.enrolled'],
      ...['mine countersign.sign-in.completed', 'controller enrol'],
    ]);
  });

  test('R76: a method that throws is logged by name, without what it says', () => {
    expect(logger.lines.filter((line) => line.startsWith('warn'))).toEqual([
      'warn: Listeners.throws failed at countersign.code.sent: TypeError',
    ]);
  });

  test('stops the start where it would never be called: of a request-scoped class, or for no event', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Scoped {
      @OnSecondFactorEvent('countersign.locked')
      listen(): void {
        heard.push('scoped');
      }
    }
    @Injectable()
    class Mistyped {
      @EventPatterns(['countersign.lokced' as 'countersign.locked'])
      listen(): void {
        heard.push('mistyped');
      }
    }
    const start = async (provider: typeof Scoped | typeof Mistyped) =>
      (await createHost({ providers: [provider] })).app.init();
    await expect(start(Scoped)).rejects.toThrow(
      'Scoped.listen listens to events, so its class must not be request-scoped',
    );
    await expect(start(Mistyped)).rejects.toThrow('Mistyped.listen listens to countersign.lokced: no such event');
  });
});

test('R75: notePolicyChange tells who has changed the policy, and from where', () => {
  const told: unknown[] = [];
  const service = host.app.get(SecondFactorService);
  host.app.get(SecondFactorWeb).secondFactor.watch((event) => told.push(event));
  const request = {
    headers: {},
    socket: { remoteAddress: '192.0.2.1' },
    session: { id: 'sentinel' },
    user: { id: 'a' },
  };
  service.notePolicyChange({ actor: 'alice', from: 'off', to: 'required' }, request);
  const stamped = stampEvent({ type: 'countersign.policy.changed', actor: 'alice', from: 'off', to: 'required' }, 0);
  const who = { address: '192.0.2.1', session: expect.stringMatching(/^[\w-]{16}$/) };
  expect(told).toEqual([{ ...stamped, id: expect.any(String), at: expect.any(String), ...who }]);
});

test('R75: when the application ends, sinks write what they have taken', async () => {
  await host.app.close();
  expect(closed).toEqual(['first flushed', 'second flushed', 'first closed', 'second closed']);
});
