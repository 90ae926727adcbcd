import type { Visitor } from '@countersign/support';
import type { System } from './system.js';

/** The seeded administrators, with a number for each. */
export const PEOPLE = {
  alice: { username: 'alice@example.com', password: 'alice-password-1', phone: '+31612345601' },
  bob: { username: 'bob@example.com', password: 'bob-password-1', phone: '+31612345602' },
  carol: { username: 'carol@example.com', password: 'carol-password-1', phone: '+31612345603' },
} as const;

/** One of {@link PEOPLE}. */
export type Person = keyof typeof PEOPLE;

/** Types the password. */
export function logIn(visitor: Visitor, person: Person): Promise<Response> {
  const { username, password } = PEOPLE[person];
  return visitor.post('/login', { username, password });
}

/** A code that is certainly not the right one. */
export function otherThan(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}

/** First log-in, whole: password, phone, code. @throws Error when a step is refused. */
export async function enrol(system: System, visitor: Visitor, person: Person): Promise<void> {
  await expectStatus(await logIn(visitor, person), 202);
  await expectStatus(await visitor.post('/2fa/phone', { phone: PEOPLE[person].phone }), 202);
  await expectStatus(await visitor.post('/2fa/verify', { code: system.twilio.lastCode(PEOPLE[person].phone) }), 200);
}

/** Daily log-in up to the code: gives the code that was sent. @throws Error when a step is refused. */
export async function awaitCode(system: System, visitor: Visitor, person: Person): Promise<string> {
  const answer = await logIn(visitor, person);
  await expectStatus(answer.clone(), 202);
  const { code } = (await answer.json()) as { code: unknown };
  if (!code) throw new Error(`${person} was sent no code`);
  return system.twilio.lastCode(PEOPLE[person].phone);
}

async function expectStatus(response: Response, status: number): Promise<void> {
  if (response.status !== status) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
}
