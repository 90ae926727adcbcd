import type { FactorStore } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { TypeOrmFactorStore } from '../index.js';
import { FIRST, newPhone, newSubject } from './factors.js';

const ROUNDS = 20;

/** What each round of {@link raceForFirst} must come to. */
const ROUND = { outcomes: ['already_enrolled', 'enrolled'], phones: 1, epoch: 1 };

/** What {@link raceForFirst} must come to. */
export const ONE_WINS = Array.from({ length: ROUNDS }, () => ROUND);

/** A patient store: a busy machine takes its time, and time is not what most tests are about. */
export function storeOn(dataSource: DataSource): TypeOrmFactorStore {
  return new TypeOrmFactorStore(dataSource, { timeoutMs: 5000 });
}

/** Two parallel first enrolments of a subject, 20 times, each with a new subject, which may be prepared. */
export async function raceForFirst(
  first: FactorStore,
  second: FactorStore,
  prepare: (subject: string) => Promise<void> = async () => undefined,
): Promise<(typeof ROUND)[]> {
  const rounds: (typeof ROUND)[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const subject = newSubject();
    await prepare(subject);
    rounds.push(await race(first, second, subject));
  }
  return rounds;
}

async function race(first: FactorStore, second: FactorStore, subject: string): Promise<typeof ROUND> {
  const outcomes = await Promise.all([
    first.enrol(subject, newPhone(), FIRST),
    second.enrol(subject, newPhone(), FIRST),
  ]);
  const [phones, { epoch }] = [await first.factors(subject), await second.posture(subject)];
  return { outcomes: outcomes.map(({ status }) => status).sort(), phones: phones.length, epoch };
}
