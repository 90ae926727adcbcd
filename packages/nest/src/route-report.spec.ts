import { describe, expect, test } from '@jest/globals';
import { Controller, Get, Injectable, UseGuards } from '@nestjs/common';
import { SecondFactorGuard } from './index.js';
import { AuthenticatedGuard } from './spec/host.auth.js';
import { type HostSetup, startHost } from './spec/host.js';
import { RecordingLogger } from './spec/recording-logger.js';

async function reportOf(setup: HostSetup): Promise<string[]> {
  const logger = new RecordingLogger('SecondFactor');
  const host = await startHost({ ...setup, nest: { logger } });
  await host.app.close();
  return logger.lines;
}

const OURS =
  'GET /2fa/factors, POST /2fa/factors/phone, POST /2fa/factors/totp, POST /2fa/factors/passkey, POST /2fa/factors/:id/confirm, DELETE /2fa/factors/:id, POST /2fa/factors/:id/remove, POST /2fa/factors/:id, GET /2fa, POST /2fa/phone, POST /2fa/totp, POST /2fa/code, POST /2fa/verify, POST /2fa/step-up, POST /2fa/cancel, GET /2fa/continue, GET /2fa/not-me, POST /2fa/not-me, GET /2fa/admin/report, POST /2fa/admin/subjects/:id/unlock, POST /2fa/admin/subjects/:id/reset, POST /2fa/admin/subjects/:id/bypass-code, POST /2fa/admin/subjects/:id/bypass-code/approve, POST /2fa/:provider/status, GET /2fa/assets/:name, POST /2fa/passkey, POST /2fa/recovery-codes, GET /2fa/devices, DELETE /2fa/devices/:id, POST /2fa/devices/:id/revoke';

@UseGuards(SecondFactorGuard)
@Controller('guarded')
class GuardedController {
  @Get()
  read(): object {
    return {};
  }
}

@Injectable()
class HostsOwnGuard extends SecondFactorGuard {}

describe('the report at the start', () => {
  test('names every route that a half-logged-in visitor can reach', async () => {
    expect(await reportOf({})).toEqual([
      'log: 5 of 38 routes need the second step',
      `log: Open to a half-logged-in visitor: POST /login, POST /logout, GET /whoami, ${OURS}`,
    ]);
  });

  test('R47: names the credentials that need no second step', async () => {
    const exemptions = { 'API tokens': () => false, 'SSO with two factors': () => false };
    const [, , exempt] = await reportOf({ options: { exemptions } });
    expect(exempt).toBe('log: Exempt from the second step: API tokens, SSO with two factors');
  });

  test('sees a guard on a controller', async () => {
    const [counts, open] = await reportOf({ guards: [AuthenticatedGuard], controllers: [GuardedController] });
    expect(counts).toBe('log: 1 of 39 routes need the second step');
    expect(open).not.toContain('/guarded');
    expect(open).toContain('GET /secret');
  });

  test('sees a guard of the host that extends ours', async () => {
    const [counts] = await reportOf({ guards: [AuthenticatedGuard, HostsOwnGuard] });
    expect(counts).toBe('log: 5 of 38 routes need the second step');
  });

  test('sees a guard that the host registers by useGlobalGuards', async () => {
    const prepare: HostSetup['prepare'] = (app) => void app.useGlobalGuards(app.get(SecondFactorGuard));
    const [counts] = await reportOf({ guards: [AuthenticatedGuard], prepare });
    expect(counts).toBe('log: 5 of 38 routes need the second step');
  });

  test('warns when the guard guards nothing', async () => {
    const lines = await reportOf({ guards: [AuthenticatedGuard] });
    expect(lines[0]).toBe('log: 0 of 38 routes need the second step');
    expect(lines.at(-1)).toBe('warn: SecondFactorGuard guards no route: register it as APP_GUARD');
  });

  test('leaves out the second step’s own routes where the host writes its own', async () => {
    const lines = await reportOf({ extras: { controllers: false } });
    expect(lines[1]).toBe('log: Open to a half-logged-in visitor: POST /login, POST /logout, GET /whoami');
  });
});
