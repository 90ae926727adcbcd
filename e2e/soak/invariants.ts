import type { Redis } from 'ioredis';
import type { Known } from '../harness/known.js';
import { sqlAt } from '../harness/sql.js';
import { atRedis, type Seat, type Stage } from './stage.js';
import { codesTo } from './visit.js';
import type { Witness } from './witness.js';

/** Codes that anybody gets within an hour (R24). */
const SENDS_AN_HOUR = 5;

/** Of a session of the console what is looked at. */
interface Kept {
  readonly passport?: { readonly user?: { readonly id: string } };
  readonly countersign?: { readonly subject?: string; readonly amr?: readonly string[] };
}

/** Looks at Redis while nobody does anything: sessions, and what would stay for ever. */
export async function inspectRedis({ redis }: Stage, witness: Witness): Promise<void> {
  const owners: string[] = [];
  await atRedis(redis, async (client) => {
    for (const key of await client.keys('*')) {
      if ((await client.pttl(key)) === -1) witness.violated(`R03: ${key.replace(/\{.*\}/, '{…}')} has no TTL`);
      const session = JSON.parse(await textOf(client, key)) as Kept;
      if (!session.passport?.user) continue;
      owners.push(session.passport.user.id);
      inspectSession(session, witness);
    }
  });
  for (const id of new Set(owners)) {
    const sessions = owners.filter((each) => each === id).length;
    const rights = witness.rightsOf(id);
    if (sessions > rights) witness.violated(`R08: ${sessions} sessions of ${rights} right codes`);
  }
}

/** A session of the console; of anything else nothing. */
async function textOf(client: Redis, key: string): Promise<string> {
  return (key.startsWith('mi:session:') ? await client.get(key) : null) ?? '{}';
}

function inspectSession(session: Kept, witness: Witness): void {
  if (!isOfBoth(session)) witness.violated(`R43: a session is of ${session.countersign?.amr ?? 'no factor'}`);
}

function isOfBoth({ passport, countersign: { subject, amr = [] } = {} }: Kept): boolean {
  return subject === passport?.user?.id && amr.includes('pwd') && (amr.includes('sms') || amr.includes('otp'));
}

/**
 * Counts the texts since the last look.
 * @param windows - how often counting has begun anew in between, with the first.
 */
export function inspectSends(
  stage: Stage,
  witness: Witness,
  people: readonly Known[],
  since: number,
  windows: number,
): void {
  const earlier = new Set(stage.twilio.messages.slice(0, since));
  for (const person of people) {
    const sent = codesTo(stage, person).filter((message) => !earlier.has(message)).length;
    if (sent > SENDS_AN_HOUR * windows) witness.violated(`R24: ${sent} codes went to one number`);
  }
}

/** Holds the texts against the events of all processes, those that were killed too. */
export function inspectEvents(stage: Stage, witness: Witness, people: readonly Known[], mayLack: number): number {
  const told = new Map<string, number>();
  for (const { type, subject, maybeSent } of stage.seats.flatMap(eventsOf)) {
    const counts = /code\.(sent|resent)$/.test(type) || (type.endsWith('code.not_sent') && maybeSent);
    if (counts && subject) told.set(subject, (told.get(subject) ?? 0) + 1);
  }
  let lacking = 0;
  for (const person of people) {
    lacking += Math.max(0, codesTo(stage, person).length - (told.get(person.id) ?? 0));
  }
  if (lacking > mayLack)
    witness.violated(`R75: ${lacking} texts have no event, ${mayLack} may, as their process was killed`);
  return lacking;
}

interface Told {
  readonly type: string;
  readonly subject?: string;
  readonly maybeSent?: boolean;
}

function eventsOf({ past, console }: Seat): Told[] {
  const lines = [...past, console.app.output()].flatMap((output) => output.split('\n'));
  return lines.filter((line) => line.startsWith('{"version":1,')).flatMap(parsed);
}

/** The last line of a process that was killed may be half of one. */
function parsed(line: string): Told[] {
  try {
    return [JSON.parse(line) as Told];
  } catch {
    return [];
  }
}

/** A day passes for everything that Redis keeps of the second step, and thirty in the database. */
export async function passDay(stage: Stage): Promise<void> {
  await atRedis(stage.redis, async (client) => {
    const keys = await client.keys('cs:*');
    if (keys.length > 0) await client.del(keys);
  });
  await sqlAt(stage.postgres, 'TRUNCATE countersign_failure');
}
