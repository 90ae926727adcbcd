import { randomUUID } from 'node:crypto';
import type { Assurance } from '@countersign/core';
import type { NodeStyleRequest } from '@countersign/http';
import { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  HttpCode,
  Inject,
  Injectable,
  Post,
  Req,
  UseGuards,
} from '@nestjs/common';
import { FirstFactorGuard, SecondFactorGuard, SecondFactorService, SkipSecondFactor, StepUp } from './index.js';
import type { Account } from './spec/accounts.js';
import { type Host, startHost } from './spec/host.js';

type Request = NodeStyleRequest & { user?: Account; countersign?: Assurance };

/** What the host has issued, by its access tokens. */
const issued = new Map<string, { user: Account; countersign: Assurance }>();
let issues: 'well' | 'never' = 'well';

function issue(user: Account, countersign: Assurance): { access_token: string } {
  if (issues === 'never') throw new Error('no key');
  const token = `access.${randomUUID()}`;
  issued.set(token, { user, countersign });
  return { access_token: token };
}

/** The host's authentication: by its own tokens alone. */
@Injectable()
class TokenGuard implements CanActivate {
  canActivate(context: ExecutionContext): true {
    const request = context.switchToHttp().getRequest<Request>();
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    Object.assign(request, issued.get(token));
    return true;
  }
}

@Controller('tokens')
class TokensController {
  constructor(@Inject(SecondFactorService) private readonly secondFactor: SecondFactorService) {}

  @SkipSecondFactor()
  @UseGuards(FirstFactorGuard('local', { amr: ['pin', 'of the house'] }))
  @HttpCode(200)
  @Post()
  logIn(@Req() { user, countersign }: Required<Request>): object {
    return issue(user, countersign);
  }

  @SkipSecondFactor()
  @HttpCode(200)
  @Post('refresh')
  async refresh(@Req() { user, countersign }: Required<Request>): Promise<object> {
    await this.secondFactor.check(user, countersign);
    return issue(user, countersign);
  }

  @Get('me')
  me(@Req() { user, countersign }: Required<Request>): object {
    return { name: user.name, amr: countersign.amr };
  }

  @StepUp()
  @Get('vault')
  vault(): object {
    return { open: true };
  }
}

let host: Host;
beforeAll(async () => {
  host = await startHost({
    controllers: [TokensController],
    guards: [TokenGuard, SecondFactorGuard],
    options: { completeSignIn: issue },
  });
});
afterAll(() => host.app.close());
beforeEach(() => {
  issues = 'well';
  host.policy = 'required';
});

const client = (headers: Record<string, string> = {}) =>
  new Visitor(host.url, { headers: { prefer: 'countersign=bearer', ...headers } });
const bearing = (token: string, headers = {}) => client({ authorization: `Bearer ${token}`, ...headers });
const bodyOf = async (reply: Response | Promise<Response>) => (await (await reply).json()) as Record<string, string>;

/** Logs in up to the code; tells the pending sign-in's token. */
async function pendingToken(name: string): Promise<string> {
  const password = host.accounts.named(name).password;
  const { token = '' } = await bodyOf(client().post('/tokens', { username: name, password }));
  if ((await host.factors.factors(host.accounts.named(name).id)).length === 0)
    await bearing(token).post('/2fa/phone', { phone: '+31612345642' });
  return token;
}

async function accessToken(name: string): Promise<string> {
  const verified = bearing(await pendingToken(name)).post('/2fa/verify', { code: host.sender.last.code });
  return (await bodyOf(verified)).access_token ?? '';
}

describe('a host that issues tokens', () => {
  test('R43, R68: issues one when the second step is right, and no session beside it', async () => {
    const token = await pendingToken('alice');
    const before = issued.size;
    const visitor = bearing(token);
    const reply = await visitor.post('/2fa/verify', { code: host.sender.last.code });
    expect(await reply.json()).toEqual({ status: 'signed_in', redirectTo: '/', access_token: expect.any(String) });
    expect([issued.size, visitor.setCookies.filter((line) => !line.startsWith('countersign=;'))]).toEqual([
      before + 1,
      [],
    ]);
    const [access = ''] = [...issued.keys()].slice(-1);
    expect(await bodyOf(bearing(access).get('/tokens/me'))).toEqual({ name: 'alice', amr: ['pin', 'sms', 'mfa'] });
  });

  test('R44: takes no pending token for an access token, nor the reverse', async () => {
    const access = await accessToken('alice');
    const pending = await pendingToken('alice');
    expect((await bearing(pending).get('/tokens/me')).status).toBe(401);
    expect((await bearing(access).post('/2fa/verify', { code: host.sender.last.code })).status).toBe(401);
    expect((await bearing(access).get('/2fa')).status).toBe(200);
  });

  test('R38: issues another one when its holder changes the factors, and the one before is good for nothing', async () => {
    const before = await accessToken('bob');
    const visitor = bearing(before);
    const opened = await bodyOf(visitor.post('/2fa/factors/phone', { phone: '+31612345699' }));
    const confirming = bearing(before, { 'countersign-token': opened.token ?? '' });
    const code = { code: host.sender.last.code };
    const { access_token: added = '' } = await bodyOf(confirming.post(`/2fa/factors/${opened.id}/confirm`, code));
    expect(await bodyOf(bearing(added).get('/tokens/me'))).toMatchObject({ name: 'bob' });
    expect((await visitor.get('/tokens/me')).status).toBe(401);
    const { factors } = (await bodyOf(bearing(added).get('/2fa/factors'))) as unknown as { factors: { id: string }[] };
    const removal = bearing(added).request('DELETE', `/2fa/factors/${factors[0]?.id}`);
    const { access_token: left = '' } = await bodyOf(removal);
    const statuses = [added, left].map(async (token) => (await bearing(token).get('/tokens/vault')).status);
    expect(await Promise.all(statuses)).toEqual([401, 200]);
  });

  test('R19: that cannot issue one signs nobody in', async () => {
    const token = await pendingToken('alice');
    issues = 'never';
    const before = issued.size;
    const reply = await bearing(token).post('/2fa/verify', { code: host.sender.last.code });
    expect([reply.status, issued.size, await reply.text()]).toEqual([
      503,
      before,
      expect.not.stringContaining('no key'),
    ]);
  });

  test('R67: steps up with both tokens, each in its place, and has a fresher one', async () => {
    const access = await accessToken('alice');
    host.clock.advance(301_000);
    expect((await bodyOf(bearing(access).get('/tokens/vault'))).errorCode).toBe('step_up_required');
    const { token = '' } = await bodyOf(bearing(access).post('/2fa/step-up'));
    const code = { code: host.sender.last.code };
    expect((await bearing(token).post('/2fa/verify', code)).status).toBe(401);
    const again = (await bodyOf(bearing(access).post('/2fa/step-up'))).token ?? '';
    const both = bearing(access, { 'countersign-token': again });
    const fresh = (await bodyOf(both.post('/2fa/verify', { code: host.sender.last.code }))).access_token ?? '';
    expect([
      (await bearing(access).get('/tokens/vault')).status,
      (await bearing(fresh).get('/tokens/vault')).status,
    ]).toEqual([401, 200]);
  });

  test('R68: where no second step is needed, its own log-in issues one that says so', async () => {
    host.policy = 'off';
    const { password } = host.accounts.named('bob');
    const { access_token = '' } = await bodyOf(client().post('/tokens', { username: 'bob', password }));
    expect(await bodyOf(bearing(access_token).get('/tokens/me'))).toEqual({ name: 'bob', amr: ['pin'] });
    host.policy = 'required';
    expect((await bodyOf(bearing(access_token).get('/tokens/me'))).errorCode).toBe('second_factor_required');
  });

  test('R38: renews no token of an older epoch', async () => {
    const access = await accessToken('alice');
    expect((await bearing(access).post('/tokens/refresh')).status).toBe(200);
    const held = issued.get(access);
    if (held) issued.set(access, { ...held, countersign: { ...held.countersign, epoch: held.countersign.epoch - 1 } });
    const reply = await bearing(access).post('/tokens/refresh');
    expect([reply.status, (await bodyOf(reply)).errorCode]).toEqual([401, 'second_factor_required']);
  });
});
