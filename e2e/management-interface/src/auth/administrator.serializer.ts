import { Inject, Injectable } from '@nestjs/common';
import { PassportSerializer } from '@nestjs/passport';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsService } from '../administrators/administrators.service.js';

/** A session ends this long after logging in, however busy it is. */
export const SESSION_LIMIT_MS = 24 * 60 * 60 * 1000;

/** What a session keeps of an administrator. */
export interface SessionUser {
  readonly id: string;
  readonly since: number;
}

type Done<T> = (error: unknown, value?: T | false) => void;

/** Puts the administrator's id into the session, and finds the administrator again if still active. */
@Injectable()
export class AdministratorSerializer extends PassportSerializer {
  constructor(@Inject(AdministratorsService) private readonly administrators: AdministratorsService) {
    super();
  }

  serializeUser(administrator: Administrator, done: Done<SessionUser>): void {
    done(null, { id: administrator.id, since: Date.now() });
  }

  deserializeUser({ id, since }: SessionUser, done: Done<Administrator>): void {
    this.find(id, since).then(
      (administrator) => done(null, administrator ?? false),
      (error: unknown) => done(error),
    );
  }

  private async find(id: string, since: number): Promise<Administrator | null> {
    if (Date.now() - since >= SESSION_LIMIT_MS) return null;
    const found = await this.administrators.findActive(id);
    return found?.sessionsEndedAt && since < found.sessionsEndedAt.getTime() ? null : found;
  }
}
