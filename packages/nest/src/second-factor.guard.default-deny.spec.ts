import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { OpenRoutes, SecondFactorGuard, SkipSecondFactor } from './index.js';
import { wildcard } from './spec/adapter.js';
import { AuthenticatedGuard, Public } from './spec/host.auth.js';
import { type Host, startHost } from './spec/host.js';
import { ManyRoutesController, reached } from './spec/many-routes.controller.js';
import { guardedCalls, letIn } from './spec/sweep.js';
import { enrol, enterPassword, signIn, visit } from './spec/walk.js';

@SkipSecondFactor()
@Public()
@Controller('open')
class OpenController {
  @Get()
  open(): object {
    return { open: true };
  }
}

@Controller('half')
class HalfOpenController {
  @Public()
  @SkipSecondFactor()
  @Get('open')
  open(): object {
    return { open: true };
  }

  @Public()
  @Get('shut')
  shut(): object {
    return { open: false };
  }
}

const controllers = [ManyRoutesController, OpenController, HalfOpenController];

beforeEach(() => {
  reached.length = 0;
});

/** A visitor in each state in which the second step is missing. */
const STATES: readonly [name: string, visitor: (host: Host) => Promise<Visitor>][] = [
  ['nothing', async (host) => visit(host)],
  ['a pending sign-in that must enrol (R73)', (host) => enterPassword(host, visit(host), 'bob')],
  [
    'a pending sign-in whose code was sent',
    async (host) => {
      await enrol(host);
      return enterPassword(host);
    },
  ],
  [
    'a session of the time before the second factor was asked for',
    async (host) => {
      host.policy = 'off';
      const visitor = await enterPassword(host, visit(host), 'bob');
      host.policy = 'required';
      return visitor;
    },
  ],
];

const GUARDS = [
  ['after the host’s own guard', [AuthenticatedGuard, SecondFactorGuard]],
  ['alone', [SecondFactorGuard]],
] as const;

describe.each(GUARDS)('SecondFactorGuard %s denies by default (R42)', (_, guards) => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ controllers, guards });
  });
  afterAll(() => host.app.close());

  test('the router has what the sweep is about', () => {
    const guarded = host.app
      .get(OpenRoutes)
      .list()
      .filter(({ open }) => !open);
    expect(guarded.map(({ route }) => route)).toEqual(
      expect.arrayContaining([
        'GET /secret',
        'PUT /danger',
        'ALL /many/anything',
        `GET /many/same/files/${wildcard()}`,
        'GET /half/shut',
      ]),
    );
    expect(guardedCalls(host).length).toBeGreaterThan(300);
  });

  test.each(STATES)(
    'every route and verb, in every spelling, to a visitor with %s',
    async (_name, make) => {
      const visitor = await make(host);
      expect(await letIn(host, visitor, guardedCalls(host))).toEqual([]);
      expect(reached).toEqual([]);
    },
    30_000,
  );

  test('and the same calls run the handlers for who has taken both steps', async () => {
    const visitor = await signIn(host);
    // One wants an approval of its own.
    const plain = guardedCalls(host).filter((call) => call.plain && call.path !== '/remove');
    expect(await letIn(host, visitor, plain)).toHaveLength(plain.length);
    expect(new Set(reached).size).toBe(13);
  });

  test('@SkipSecondFactor() opens a handler, or a class, and nothing beside it', async () => {
    const visitor = await enterPassword(host, visit(host), 'bob');
    const statuses = ['/open', '/half/open', '/half/shut'].map(async (path) => (await visitor.get(path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
  });
});
