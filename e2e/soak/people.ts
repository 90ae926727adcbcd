import { PEOPLE } from '../harness/people.js';
import { type Stage, sqlAt } from './stage.js';

/** Somebody of whom everything is known. */
export interface Known {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly phone: string;
  /** Where the requests come from. */
  readonly address: string;
}

/** Numbers of four countries, so that no dial code is used up. */
const PHONES = [
  (n: string) => `+31612345${n}`,
  (n: string) => `+447400123${n}`,
  (n: string) => `+4915112345${n}`,
  (n: string) => `+33612345${n}`,
];

/** Makes so many accounts, up to a thousand, whose password is the seeded one of bob. */
export async function makePeople(stage: Stage, count: number): Promise<Known[]> {
  const { username, password } = PEOPLE.bob;
  const rows = await sqlAt(
    stage,
    `INSERT INTO administrator (email, name, role, password_hash)
     SELECT 'soak-' || n || '@example.com', 'Soak ' || n, 'administrator', password_hash
     FROM administrator, generate_series(0, ${count - 1}) AS n WHERE email = '${username}' RETURNING id, email`,
  );
  return rows.map(({ id, email }) => {
    const n = Number(/\d+/.exec(String(email)));
    const phone = PHONES[n % PHONES.length]?.(String(n).padStart(3, '0')) ?? '';
    const address = `198.51.${100 + (n >> 8)}.${n & 255}`;
    return { id: String(id), username: String(email), password, phone, address };
  });
}
