import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';
import type { Role } from '../administrators/administrator.entity.js';

/** From which day a second factor is required of a role. */
export interface RequiredFrom {
  readonly role: Role;
  /** As `2026-03-01`; null: at once. */
  readonly from: string | null;
}

/** A form that holds a role and a day, which may be empty, and nothing else. */
@Injectable()
export class RequiredFromPipe implements PipeTransform<unknown, RequiredFrom> {
  transform(body: unknown): RequiredFrom {
    const { role, from, ...more } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const fits = (role === 'super' || role === 'administrator') && typeof from === 'string';
    if (fits && Object.keys(more).length === 0 && (from === '' || isDay(from))) return { role, from: from || null };
    throw new BadRequestException('The form must name a role, and a day as 2026-03-01 or none');
  }
}

/** A day that there is. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
