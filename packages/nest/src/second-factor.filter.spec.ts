import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ArgumentsHost,
  BadGatewayException,
  type CallHandler,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  ValidationPipe,
} from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Response as ExpressResponse } from 'express';
import { catchError, map, type Observable, throwError } from 'rxjs';
import { answersOf } from './spec/every-answer.js';
import { FaultyStore } from './spec/faulty-store.js';
import { type Host, type HostSetup, startHost } from './spec/host.js';
import { RecordingLogger } from './spec/recording-logger.js';
import { enrol, enterPassword, visit } from './spec/walk.js';

@Injectable()
class Envelope implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((data: unknown) => ({ data })));
  }
}

@Injectable()
class EveryErrorIsTheirs implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(catchError(() => throwError(() => new BadGatewayException())));
  }
}

@Catch()
class CatchAll implements ExceptionFilter {
  catch(_: unknown, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<ExpressResponse>().status(418).send('the host’s own words');
  }
}

const strictPipe = () => new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true });

const HOSTS: readonly [name: string, setup: HostSetup][] = [
  ['a strict ValidationPipe as APP_PIPE', { providers: [{ provide: APP_PIPE, useFactory: strictPipe }] }],
  ['a strict ValidationPipe by useGlobalPipes', { prepare: (app) => void app.useGlobalPipes(strictPipe()) }],
  ['an interceptor that wraps every answer', { providers: [{ provide: APP_INTERCEPTOR, useClass: Envelope }] }],
  ['a catch-all filter as APP_FILTER', { providers: [{ provide: APP_FILTER, useClass: CatchAll }] }],
  ['a catch-all filter by useGlobalFilters', { prepare: (app) => void app.useGlobalFilters(new CatchAll()) }],
  [
    'all of them',
    {
      providers: [
        { provide: APP_PIPE, useFactory: strictPipe },
        { provide: APP_INTERCEPTOR, useClass: Envelope },
        { provide: APP_FILTER, useClass: CatchAll },
      ],
      prepare: (app) => void app.useGlobalFilters(new CatchAll()),
    },
  ],
];

describe('what the second step answers is the same, byte for byte, in a host with', () => {
  let plain: string[];
  beforeAll(async () => {
    plain = await answersOf({});
  });

  test('nothing of its own: the walk goes through every kind of answer', () => {
    const statuses = plain.map((answer) => (JSON.parse(answer) as [number])[0]);
    expect(statuses).toEqual([
      202, 200, 200, 400, 422, 202, 429, 400, 400, 401, 401, 403, 200, 202, 204, 401, 404, 404, 404,
    ]);
  });

  test.each(HOSTS)('%s', async (_, setup) => {
    const answers = await answersOf(setup);
    expect(answers.filter((answer, index) => answer !== plain[index])).toEqual([]);
    expect(answers).toHaveLength(plain.length);
  });
});

describe('refusals of the rules, in a host whose interceptor makes every error its own', () => {
  test('stay as they are', async () => {
    const host = await startHost({ providers: [{ provide: APP_INTERCEPTOR, useClass: EveryErrorIsTheirs }] });
    expect((await visit(host).get('/2fa')).status).toBe(401);
    expect((await visit(host).post('/2fa/verify', { code: '123456' })).status).toBe(401);
    expect((await visit(host).post('/2fa/verify', { code: 1 })).status).toBe(400);
    await host.app.close();
  });
});

describe('a session store that fails when the code was right', () => {
  let host: Host;
  let sessions: FaultyStore;
  const logger = new RecordingLogger('SecondFactor');
  beforeAll(async () => {
    sessions = new FaultyStore();
    host = await startHost({ sessions, nest: { logger } });
    await enrol(host);
  });
  afterAll(() => host.app.close());

  test.each([
    ['the write that holds what was proved', [true]],
    ['every write', [true, true, true]],
  ])('at %s: 503 in the contract’s shape, no cookie and no session', async (_, failingSets) => {
    const visitor = await enterPassword(host);
    const cookies = visitor.setCookies.length;
    sessions.failingSets = [...failingSets];
    const response = await visitor.post('/2fa/verify', { code: host.sender.last.code });
    sessions.failingSets = [];
    expect([response.status, visitor.setCookies.length]).toEqual([503, cookies]);
    expect(await response.json()).toMatchObject({ statusCode: 503, errorCode: 'second_factor_unavailable' });
    expect((await visitor.get('/secret')).status).toBe(401);
    expect(logger.lines.at(-1)).toBe('error: A request failed: Error');
  });

  test('when it cannot destroy the old session: 503, and nobody is signed in', async () => {
    host.policy = 'off';
    const visitor = await enterPassword(host);
    host.policy = 'required';
    await visitor.post('/2fa/code', {});
    sessions.failingDestroy = true;
    const response = await visitor.post('/2fa/verify', { code: host.sender.last.code });
    sessions.failingDestroy = false;
    expect(response.status).toBe(503);
    expect((await visitor.get('/secret')).status).toBe(401);
  });

  test('what failed is logged by its kind, never in its words (R76)', () => {
    expect(logger.lines.join('\n')).not.toContain('session store is down');
  });
});
