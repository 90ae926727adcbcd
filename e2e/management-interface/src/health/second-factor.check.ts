// countersign: demo
import { SecondFactorService } from '@countersign/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadinessCheck } from './readiness-check.js';

/** Can a second step be taken now? */
@Injectable()
export class SecondFactorCheck implements ReadinessCheck {
  readonly name = 'second factor';

  constructor(@Inject(SecondFactorService) private readonly secondFactor: SecondFactorService) {}

  check(): Promise<void> {
    return this.secondFactor.ping();
  }
}
