import type { DataSource, EntitySchema } from 'typeorm';
import { eventEntity } from './entities/event.js';
import { factorEntity } from './entities/factor.js';
import { failureEntity } from './entities/failure.js';
import { subjectEntity } from './entities/subject.js';

/** The tables as they are written in a statement: quoted, with the host's schema and prefix. */
export interface Tables {
  readonly subject: string;
  readonly factor: string;
  readonly failure: string;
  readonly event: string;
}

/**
 * Asks an initialized data source how it calls our tables.
 * @throws TypeError when it does not have the entities.
 */
export function tablesOf(dataSource: DataSource): Tables {
  return {
    subject: quoted(dataSource, subjectEntity),
    factor: quoted(dataSource, factorEntity),
    failure: quoted(dataSource, failureEntity),
    event: quoted(dataSource, eventEntity),
  };
}

function quoted<Row>(dataSource: DataSource, entity: EntitySchema<Row>): string {
  if (!dataSource.hasMetadata(entity)) {
    throw new TypeError(
      'The DataSource does not know the tables of Countersign: add ...countersignEntities to its `entities`',
    );
  }
  const parts = dataSource.getMetadata(entity).tablePath.split('.');
  return parts.map((part) => `"${part}"`).join('.');
}
