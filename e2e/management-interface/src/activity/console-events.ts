// countersign: demo
import { type EventSink, JsonLinesSink } from '@countersign/core';
import { TypeOrmTrail } from '@countersign/typeorm';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Config } from '../config.js';

/** Where security events go: into the database, and as lines of JSON to the output where that is asked for. */
export function consoleEvents(config: Config, dataSource: DataSource): EventSink[] {
  const logger = new Logger('Events');
  const report = (line: string) => logger.error(line);
  const trail = new TypeOrmTrail(dataSource, { secrets: config.secrets, report });
  return config.auditLog === 'stdout' ? [trail, new JsonLinesSink(process.stdout, { report })] : [trail];
}
