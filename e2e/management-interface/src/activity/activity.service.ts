// countersign: demo
import { type KeptEvent, readTrail } from '@countersign/typeorm';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ActivityQuery } from './activity.query.js';

const PAGE = 50;
const PAGE_OF_EXPORT = 500;

/** A page of events, newest first, and the numbers behind which there are more. */
export interface ActivityPage {
  readonly events: readonly KeptEvent[];
  readonly older: number | undefined;
  readonly newer: number | undefined;
}

/** Reads what has happened. */
@Injectable()
export class ActivityService {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One page. */
  async page(query: ActivityQuery): Promise<ActivityPage> {
    // One more than is shown tells whether there are more.
    const found = await readTrail(this.dataSource, { ...query, limit: PAGE + 1 });
    const forward = query.after !== undefined;
    const more = found.length > PAGE;
    const events = forward ? found.slice(-PAGE) : found.slice(0, PAGE);
    return {
      events,
      older: forward || more ? events.at(-1)?.sequence : undefined,
      newer: query.before !== undefined || (forward && more) ? events[0]?.sequence : undefined,
    };
  }

  /** All of them, a page at a time: as many as there are never are in memory. */
  async *all({ subject, type }: ActivityQuery): AsyncGenerator<KeptEvent> {
    let before: number | undefined;
    do {
      const page = await readTrail(this.dataSource, { subject, type, before, limit: PAGE_OF_EXPORT });
      yield* page;
      before = page.at(-1)?.sequence;
    } while (before !== undefined);
  }
}
