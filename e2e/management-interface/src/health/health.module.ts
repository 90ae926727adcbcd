import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { DatabaseCheck } from './database.check.js';
import { HealthController } from './health.controller.js';
import { READINESS_CHECKS, type ReadinessCheck } from './readiness-check.js';
import { SecondFactorCheck } from './second-factor.check.js';
import { SessionsCheck } from './sessions.check.js';

const checks = [DatabaseCheck, SessionsCheck, SecondFactorCheck];

/** `/healthz` and `/readyz`. */
@Module({
  imports: [SessionModule],
  controllers: [HealthController],
  providers: [...checks, { provide: READINESS_CHECKS, inject: checks, useFactory: (...all: ReadinessCheck[]) => all }],
})
export class HealthModule {}
