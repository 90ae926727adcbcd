import type { EntitySchema } from 'typeorm';
import { eventEntity } from './event.js';
import { factorEntity } from './factor.js';
import { failureEntity } from './failure.js';
import { subjectEntity } from './subject.js';

/** The entities to spread into the `entities` of the host's DataSource. */
export const countersignEntities: readonly EntitySchema[] = [subjectEntity, factorEntity, failureEntity, eventEntity];
