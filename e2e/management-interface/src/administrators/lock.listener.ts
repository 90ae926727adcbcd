// countersign: demo
import type { SecondFactorEventOf } from '@countersign/core';
import { OnSecondFactorEvent } from '@countersign/nest';
import { Inject, Injectable } from '@nestjs/common';
import { AdministratorsService } from './administrators.service.js';

const DAY_SECONDS = 86_400;

/** Remembers whose second step is locked, for the list of administrators. */
@Injectable()
export class LockListener {
  constructor(@Inject(AdministratorsService) private readonly administrators: AdministratorsService) {}

  /** It ends 24 hours after the first wrong code of it at the latest. */
  @OnSecondFactorEvent('countersign.locked')
  locked({ subject, at }: SecondFactorEventOf<'countersign.locked'>): Promise<void> {
    return this.administrators.noteLock(subject, after(at, DAY_SECONDS));
  }

  @OnSecondFactorEvent('countersign.lock.refused')
  async refused(event: SecondFactorEventOf<'countersign.lock.refused'>): Promise<void> {
    const { subject, at, because, retryAfterSeconds } = event;
    if (because === 'locked') await this.administrators.noteLock(subject, after(at, retryAfterSeconds ?? DAY_SECONDS));
  }

  @OnSecondFactorEvent('countersign.unlocked', 'countersign.sign-in.completed')
  unlocked({ subject }: { readonly subject: string }): Promise<void> {
    return this.administrators.noteLock(subject, null);
  }
}

function after(at: string, seconds: number): Date {
  return new Date(Date.parse(at) + seconds * 1_000);
}
