import { expect, test } from '@jest/globals';
import { AMR_OF } from '../channels.js';
import type { Assurance, Begun, Demand, Method, NewFactor, Policy } from '../index.js';
import { KeyRing } from '../key-ring.js';
import { createHost, type Host, PHONE, SECRET, type User } from '../spec/flow.js';
import { UncountedPendingStore } from '../testing/index.js';

/** What an account can hold, and the method by which it is proved. */
const HOLDINGS: Readonly<Record<string, readonly NewFactor['kind'][]>> = {
  nothing: [],
  'a phone': ['phone'],
  'an app': ['totp'],
  'a passkey': ['passkey'],
  'a phone and recovery codes': ['phone', 'recovery'],
  'an app and a passkey': ['totp', 'passkey'],
  'a phone and an app': ['phone', 'totp'],
};
const METHOD_OF = { phone: 'sms', totp: 'totp', passkey: 'passkey', recovery: 'recovery', bypass: 'recovery' } as const;

const LATER = new Date(Date.UTC(2026, 5, 1));
const POLICIES: Readonly<Record<string, Policy<User>>> = {
  off: 'off',
  optional: 'optional',
  required: 'required',
  'required later': () => ({ requirement: 'required', from: LATER }),
  'no answer': () => {
    throw new Error('the policy is out');
  },
  'an app alone': () => ({ requirement: 'required', methods: ['totp'] }),
  'an app or a passkey': () => ({ requirement: 'required', methods: ['totp', 'passkey'] }),
  'optional, a passkey alone': () => ({ requirement: 'optional', methods: ['passkey'] }),
};

/** What those count that do not count everything. */
const COUNTED: Readonly<Record<string, readonly Method[]>> = {
  'an app alone': ['totp'],
  'an app or a passkey': ['totp', 'passkey'],
  'optional, a passkey alone': ['passkey'],
};
const counts = (policy: string, kind: NewFactor['kind']) =>
  kind !== 'recovery' && (COUNTED[policy]?.includes(METHOD_OF[kind]) ?? true);

/** Ways in, by what their first factor proves; single sign-on is exempt where it has proved two. */
const WAYS_IN: Readonly<Record<string, Assurance['amr']>> = {
  'a password': ['pwd'],
  'a link in a mail': [],
  'single sign-on with two factors': ['hwk', 'pwd', 'mfa'],
  'single sign-on with one': ['pwd'],
};
const exempt: Demand['exempt'] = (amr) => (amr.includes('mfa') ? 'single sign-on' : undefined);

/** What a session can tell of itself: all but the last few are its own subject's, of now. */
const SESSIONS: Readonly<Record<string, (host: Host, method: Method) => Assurance | undefined>> = {
  none: () => undefined,
  'a password alone': ({ clock }) => told(clock.now(), null, {}),
  'a proof of this moment': ({ clock }, method) => told(clock.now(), 0, { method }),
  'a proof of 299 s': ({ clock }, method) => told(clock.now(), 299, { method }),
  'a proof of now after a password of 301 s': ({ clock }, method) =>
    told(clock.now(), 0, { method, firstFactorAt: clock.now() - 301_000 }),
  'a proof of 301 s': ({ clock }, method) => told(clock.now(), 301, { method }),
  'a trusted device': ({ clock }, method) => told(clock.now(), null, { method, trustedDevice: true }),
  'a recovery code': ({ clock }) => told(clock.now(), 0, { method: 'recovery' }),
  'a proof of an older epoch': ({ clock }, method) => told(clock.now(), 0, { method, epoch: -1 }),
  "another's proof": ({ clock }, method) => told(clock.now(), 0, { method, subject: 'bob' }),
};

function told(now: number, age: number | null, changes: Partial<Assurance>): Assurance {
  const method = changes.method === 'recovery' ? undefined : changes.method;
  const proves = age !== null && method !== undefined;
  const amr: Assurance['amr'] = proves ? ['pwd', AMR_OF[method], 'mfa'] : ['pwd'];
  const verifiedAt = age === null ? null : now - age * 1_000;
  return { subject: 'alice', amr, verifiedAt, firstFactorAt: now, epoch: 0, ...changes };
}

const DEMANDS: Readonly<Record<string, Demand>> = {
  'any route': {},
  'a step-up': { maxAgeSeconds: 300 },
  'a step-up whatever the policy': { maxAgeSeconds: 300, whateverThePolicy: true },
};

async function holding(kinds: readonly NewFactor['kind'][], policy: Policy<User>): Promise<Host> {
  const host = createHost({ policy, pending: new UncountedPendingStore(), trustedDevices: {} });
  const keys = new KeyRing([SECRET]);
  for (const kind of kinds) {
    const sealed = kind === 'phone' ? keys.seal(PHONE.e164, ['factor', kind, 'alice']) : 'k1.sealed';
    const looks = kind === 'phone' ? { lookup: 'index', lastDigits: '42' } : { lookup: null, lastDigits: null };
    await host.factors.enrol('alice', { kind, sealed, ...looks, name: null, counter: 0 }, { first: false });
  }
  return host;
}

/** Each cell of holdings and policies. */
async function each(
  cell: (host: Host, names: string, kinds: readonly NewFactor['kind'][], policy: string) => Promise<void>,
) {
  for (const [holds, kinds] of Object.entries(HOLDINGS))
    for (const [name, policy] of Object.entries(POLICIES))
      await cell(await holding(kinds, policy), `${holds}, ${name}`, kinds, name);
}

/** Whether the policy asks an account for a second step that holds these. */
function isAsked(policy: string, kinds: readonly NewFactor['kind'][]): boolean {
  if (policy === 'off') return false;
  return kinds.length > 0 || !['optional', 'required later', 'optional, a passkey alone'].includes(policy);
}

function wayInProblem({ status, ...begun }: Begun, must: boolean, cell: Pick<Cell, 'kinds' | 'policy'>): string | null {
  if ((status === 'pending') !== must) return status;
  if ('assurance' in begun) return begun.assurance.verifiedAt === null ? null : 'proved';
  const { purpose, methods, uncounted } = begun.state;
  const said = [purpose, ...[...methods].sort(), uncounted ? 'uncounted' : 'counted'];
  return said.join() === rightWayIn(cell).join() ? null : said.join();
}

/** What counts, if any of it is held, and nothing weaker beside it but recovery codes; else all that is held, for another end. */
function rightWayIn({ kinds, policy }: Pick<Cell, 'kinds' | 'policy'>): readonly string[] {
  if (kinds.length === 0) return ['enrol', ...(COUNTED[policy] ?? ['passkey', 'sms', 'totp']).toSorted(), 'counted'];
  const isCounted = kinds.some((kind) => counts(policy, kind));
  const asked = kinds.filter((kind) => !isCounted || kind === 'recovery' || counts(policy, kind));
  return ['sign-in', ...asked.map((kind) => METHOD_OF[kind]).sort(), isCounted ? 'counted' : 'uncounted'];
}

test('R47, R70, R73: whatever the way in, the second step is opened for all that must, by what they hold and nothing else', async () => {
  const wrong: string[] = [];
  await each(async ({ secondFactor, alice }, names, kinds, policy) => {
    for (const [way, amr] of Object.entries(WAYS_IN)) {
      const begun = await secondFactor.begin(alice, { amr, exempt });
      const problem = wayInProblem(begun, isAsked(policy, kinds) && !amr.includes('mfa'), { kinds, policy });
      if (problem) wrong.push(`${names}, ${way}: ${problem}`);
    }
  });
  expect(wrong).toEqual([]);
});

/** Whether a session may pass a guard: all that the rules say of it, said once more in other words. */
function mayPass(session: string, demand: Demand, policy: string, kinds: readonly NewFactor['kind'][]): boolean {
  if (!demand.whateverThePolicy && !isAsked(policy, kinds)) return true;
  if (!counts(policy, kinds[0] ?? 'phone')) return false;
  // A device is trusted only where the policy has said so.
  if (session === 'a trusted device') return demand.maxAgeSeconds === undefined && policy !== 'no answer';
  return isProof(session) && (demand.maxAgeSeconds === undefined || session !== 'a proof of 301 s');
}

const isProof = (session: string) => /^a proof of (this moment|299 s|301 s|now .*)$/.test(session);

/** What a session gets that it should not, or does not get that it should. */
async function problemsOf(host: Host, session: Assurance | undefined, cell: Cell): Promise<string[]> {
  const { kinds, policy, name } = cell;
  const passes = Object.entries(DEMANDS).map(async ([route, demand]) => {
    const { status } = await host.secondFactor.standing(host.alice, session, demand);
    return (status === 'satisfied') === mayPass(name, demand, policy, kinds) ? [] : [`${route}: ${status}`];
  });
  const changes = await host.secondFactor.beginChange(host.alice, session).catch(() => undefined);
  const proves = isProof(name) && name !== 'a proof of 301 s' && counts(policy, kinds[0] ?? 'phone');
  const fits = kinds.length > 0 ? proves : cell.isOwn;
  const mayChange = fits && !name.endsWith('a password of 301 s');
  return [...(await Promise.all(passes)).flat(), ...((changes !== undefined) === mayChange ? [] : ['changes'])];
}

interface Cell {
  readonly name: string;
  readonly kinds: readonly NewFactor['kind'][];
  readonly policy: string;
  readonly isOwn: boolean;
}

test('R34, R42, R54, R60, R66, R67: no session yields more than it has proved, on no route, under no policy', async () => {
  const wrong: string[] = [];
  await each(async (host, names, kinds, policy) => {
    const { epoch } = await host.factors.posture('alice');
    for (const [name, make] of Object.entries(SESSIONS)) {
      const made = make(host, METHOD_OF[kinds[0] ?? 'phone']);
      const session = made && { ...made, epoch: epoch + made.epoch };
      const isOwn = session?.subject === 'alice' && session.epoch === epoch;
      const problems = await problemsOf(host, session, { name, kinds, policy, isOwn });
      wrong.push(...problems.map((problem) => `${names}, ${name}, ${problem}`));
    }
  });
  expect(wrong).toEqual([]);
});

/** What the code of a phone leads to that is held: a session, a binding of these methods, or that it is not asked for. */
async function endByPhone({ secondFactor, alice, sender }: Host): Promise<string> {
  const begun = await secondFactor.begin(alice);
  if (begun.status !== 'pending' || begun.state.purpose === 'enrol') return 'not asked';
  if (!begun.state.methods.includes('sms')) return 'not asked';
  const token = begun.token.reveal();
  if (!begun.state.code) await secondFactor.sendCode(token, { channel: 'sms' });
  const outcome = await secondFactor.verify(token, { method: 'sms', code: sender.last.code });
  if (outcome.status === 'complete') return outcome.assurance.method ?? '';
  return [outcome.state.purpose, ...outcome.state.methods].join();
}

test('R33, R46, R47: a factor that is held signs in where it counts, and else leads to one that does, where none is held', async () => {
  const wrong: string[] = [];
  await each(async (host, names, kinds, policy) => {
    const strong = kinds.some((kind) => kind !== 'phone' && counts(policy, kind));
    const led = counts(policy, 'phone') ? 'sms' : ['enrol', ...(COUNTED[policy] ?? [])].join();
    const isAnswer = isAsked(policy, kinds) && kinds.includes('phone') && (counts(policy, 'phone') || !strong);
    const end = await endByPhone(host);
    if (end !== (isAnswer ? led : 'not asked')) wrong.push(`${names}: ${end}`);
  });
  expect(wrong).toEqual([]);
});
