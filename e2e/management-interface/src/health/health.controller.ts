import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get, HttpException, Inject } from '@nestjs/common';
import { Public } from '../auth/public.decorator.js';
import { READINESS_CHECKS, type ReadinessCheck } from './readiness-check.js';

const PATIENCE_MS = 1_500;

/** For whatever keeps the console running. */
@Public()
@Controller()
export class HealthController {
  constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

  /** Alive. */
  @Get('healthz')
  alive() {
    return { status: 'ok' };
  }

  /** Able to work. */
  @Get('readyz')
  async ready() {
    const results = await Promise.all(this.checks.map(async (check) => [check.name, await outcome(check)] as const));
    const ready = results.every(([, result]) => result === 'ok');
    const body = { status: ready ? 'ok' : 'unavailable', checks: Object.fromEntries(results) };
    if (ready) return body;
    throw new HttpException(body, 503);
  }
}

async function outcome(check: ReadinessCheck): Promise<'ok' | 'unavailable'> {
  const late = delay(PATIENCE_MS, 'unavailable' as const, { ref: false });
  const answer = check.check().then(
    () => 'ok' as const,
    () => 'unavailable' as const,
  );
  return Promise.race([answer, late]);
}
