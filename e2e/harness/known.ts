import type { PostgresServer } from '@countersign/support';
import { PEOPLE } from './people.js';
import { sqlAt } from './sql.js';

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

/** Makes so many accounts of a console more, up to a thousand in all, whose password is the seeded one of bob. */
export async function makePeople(postgres: PostgresServer, count: number): Promise<Known[]> {
  const { username, password } = PEOPLE.bob;
  const rows = await sqlAt(
    postgres,
    `WITH known AS (SELECT count(*) AS first FROM administrator WHERE email LIKE 'known-%')
     INSERT INTO administrator (email, name, role, password_hash)
     SELECT 'known-' || n || '@example.com', 'Known ' || n, 'administrator', password_hash
     FROM administrator, known, generate_series(first, first + ${count - 1}) AS n WHERE email = '${username}'
     RETURNING id, email`,
  );
  return rows.map(({ id, email }) => {
    const n = Number(/\d+/.exec(String(email)));
    const phone = PHONES[n % PHONES.length]?.(String(n).padStart(3, '0')) ?? '';
    const address = `198.51.${100 + (n >> 8)}.${n & 255}`;
    return { id: String(id), username: String(email), password, phone, address };
  });
}
