import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Sse } from '@nestjs/common';
import { defer, type Observable, of } from 'rxjs';
import type { AdapterName } from './spec/adapter.js';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, visit } from './spec/walk.js';

/** How often somebody has begun to listen. */
let listeners = 0;

@Controller('news')
class NewsController {
  @Sse()
  news(): Observable<object> {
    return defer(() => {
      listeners += 1;
      return of({ data: 'first' }, { data: 'second' });
    });
  }
}

const STREAM = { headers: { accept: 'text/event-stream' } };
const ADAPTERS: readonly AdapterName[] = ['express', 'fastify'];

describe.each(ADAPTERS)('server-sent events on %s (R42)', (adapter) => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ adapter, controllers: [NewsController] });
  });
  afterAll(() => host.app.close());

  test('go to who has taken both steps', async () => {
    const response = await (await signIn(host)).get('/news', STREAM);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const events = [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, data]) => data);
    expect(events).toEqual(['first', 'second']);
  });

  test('are refused to a session of a password alone, as JSON, before anything streams', async () => {
    host.policy = 'off';
    const visitor = await enterPassword(host, visit(host), 'bob');
    host.policy = 'required';
    const before = listeners;
    const response = await visitor.get('/news', STREAM);
    expect([response.status, await response.json()]).toMatchObject([401, { errorCode: 'second_factor_required' }]);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(listeners).toBe(before);
  });

  test('are refused to a pending sign-in, and to nobody', async () => {
    const before = listeners;
    const visitors = [await enterPassword(host), visit(host)];
    const statuses = visitors.map(async (visitor) => (await visitor.get('/news', STREAM)).status);
    expect(await Promise.all(statuses)).toEqual([401, 401]);
    expect(listeners).toBe(before);
  });
});
