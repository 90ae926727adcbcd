// countersign: demo
import { EVENT_TYPES } from '@countersign/core';
import type { TrailFilter } from '@countersign/typeorm';
import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';

/** What of the activity is asked for. */
export type ActivityQuery = Pick<TrailFilter, 'subject' | 'type' | 'before' | 'after'>;

/** Reads the query of the activity pages: `administrator`, `type`, `before`, `after`. What is empty asks for nothing. */
@Injectable()
export class ActivityQueryPipe implements PipeTransform<Readonly<Record<string, unknown>>, ActivityQuery> {
  transform({ administrator, type, before, after }: Readonly<Record<string, unknown>>): ActivityQuery {
    return {
      subject: given(administrator, (text) => (text.length <= 64 ? text : undefined)),
      type: given(type, (text) => EVENT_TYPES.find((each) => each === text)),
      before: given(before, number),
      after: given(after, number),
    };
  }
}

function given<Value>(value: unknown, read: (text: string) => Value | undefined): Value | undefined {
  if (value === undefined || value === '') return undefined;
  const found = typeof value === 'string' ? read(value) : undefined;
  if (found === undefined) throw new BadRequestException('The address has a filter that there is not');
  return found;
}

function number(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The same as a query, with another place in it. */
export function queryText({ subject, type }: ActivityQuery, place: Record<string, string> = {}): string {
  const asked = new URLSearchParams({ ...(subject && { administrator: subject }), ...(type && { type }), ...place });
  return asked.size === 0 ? '' : `?${asked}`;
}
