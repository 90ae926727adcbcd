// countersign: demo
import { Readable } from 'node:stream';
import { jsonLine } from '@countersign/core';
import type { KeptEvent } from '@countersign/typeorm';
import { Controller, Get, Inject, Query, StreamableFile, UseGuards } from '@nestjs/common';
import type { Administrator } from '../administrators/administrator.entity.js';
import { AdministratorsService } from '../administrators/administrators.service.js';
import { CurrentAdministrator } from '../auth/current-administrator.decorator.js';
import { SuperAdministratorGuard } from '../settings/super-administrator.guard.js';
import { CSV_HEAD, csvOf } from './activity.csv.js';
import { activityPage } from './activity.page.js';
import { type ActivityQuery, ActivityQueryPipe } from './activity.query.js';
import { ActivityService } from './activity.service.js';

/** Administrators › Activity. */
@Controller('administrators')
@UseGuards(SuperAdministratorGuard)
export class ActivityController {
  constructor(
    @Inject(ActivityService) private readonly activity: ActivityService,
    @Inject(AdministratorsService) private readonly administrators: AdministratorsService,
  ) {}

  @Get('activity')
  async show(
    @CurrentAdministrator() me: Administrator,
    @Query(ActivityQueryPipe) query: ActivityQuery,
  ): Promise<string> {
    const [page, people] = await Promise.all([this.activity.page(query), this.administrators.list()]);
    return activityPage(me, { query, page, people });
  }

  @Get('activity.csv')
  csv(@Query(ActivityQueryPipe) query: ActivityQuery): StreamableFile {
    return this.download(query, 'text/csv; charset=utf-8', 'activity.csv', csvOf, CSV_HEAD);
  }

  @Get('activity.jsonl')
  lines(@Query(ActivityQueryPipe) query: ActivityQuery): StreamableFile {
    return this.download(
      query,
      'application/jsonl; charset=utf-8',
      'activity.jsonl',
      ({ event }) => `${jsonLine(event)}\n`,
    );
  }

  private download(
    query: ActivityQuery,
    type: string,
    name: string,
    line: (kept: KeptEvent) => string,
    head = '',
  ): StreamableFile {
    const { activity } = this;
    async function* text() {
      yield head;
      for await (const kept of activity.all(query)) yield line(kept);
    }
    return new StreamableFile(Readable.from(text()), { type, disposition: `attachment; filename="${name}"` });
  }
}
