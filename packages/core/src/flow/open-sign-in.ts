import { isChannel } from '../channels.js';
import type { PhoneNumber } from '../phone-number.js';
import type { Factor } from '../ports/factor.js';
import type { NewSignIn } from '../ports/pending-sign-in.js';
import type { OpenOutcome } from '../ports/pending-store.js';
import type { Channel } from '../purpose.js';
import { SignInToken } from '../sign-in-token.js';
import type { Begun } from './begun.js';
import { ofSignIn } from './called-by.js';
import { deliver } from './deliver.js';
import { describeSignIn } from './describe.js';
import { type Engine, limitsFor } from './engine.js';
import { firstPhone } from './factors.js';
import { ledgerOf } from './known-browser.js';
import { channelFor } from './methods.js';
import type { Opening } from './opening.js';
import { phoneOfFactor } from './phones.js';
import { type PreparedCode, prepareCode, targetOf } from './prepare-code.js';
import { recoveryKeyOf } from './recovery-ledgers.js';
import { eventOf, locked } from './refusals.js';
import { quotasOf, tellFull, watchCounts } from './send-charges.js';

/** A sign-in that was asked of the store, and what came of it. */
interface Attempt {
  readonly token: SignInToken;
  readonly first: (PreparedCode & { readonly phone: PhoneNumber }) | undefined;
  readonly outcome: OpenOutcome;
}

/** Opens a sign-in, and sends its first code where there is a phone that it goes to. */
export async function open<User>(
  outer: Engine<User>,
  signIn: NewSignIn,
  factors: readonly Factor[],
  opening: Opening,
): Promise<Begun> {
  const { token, first, outcome } = await attempt(outer, signIn, factors, opening);
  const engine = ofSignIn(outer, token);
  if (outcome.status === 'locked' || outcome.status === 'waiting') throw locked(outer, outcome, signIn);
  engine.tell({ type: 'countersign.sign-in.opened', ...eventOf(outcome.signIn, token) });
  if (first && outcome.status === 'opened') watchCounts(engine, first.stored.quotas, outcome.counts);
  if (outcome.status === 'full') tellFull(engine, outcome.quota);
  // Without a live code, as when a quota had no room for one, there is nothing to deliver.
  const opened = first
    ? await deliver(engine, { token, signIn: outcome.signIn, ...first, quotas: first.stored.quotas })
    : outcome.signIn;
  return { status: 'pending', token, state: describeSignIn(engine, opened) };
}

/**
 * Opens at the subject's expense; where the subject's tries or codes are used up, at that of the browser, if it is known
 * (3.1): who knows the password alone cannot keep its owner out.
 */
async function attempt<User>(
  engine: Engine<User>,
  signIn: NewSignIn,
  factors: readonly Factor[],
  opening: Opening,
): Promise<Attempt> {
  const first = await openAt(engine, signIn, factors, opening);
  const { outcome, token } = first;
  if (outcome.status === 'opened' || (outcome.status === 'full' && outcome.quota !== 'subject')) return first;
  const { knownBrowsers, pending } = engine.options;
  const ledger = knownBrowsers ? ledgerOf(engine, signIn.subject, signIn.epoch, opening.marks ?? []) : undefined;
  if (ledger === undefined) return forRecovery(engine, signIn, first);
  if (outcome.status === 'full') await pending.close(token.key);
  return forRecovery(engine, signIn, await openAt(engine, signIn, factors, opening, ledger));
}

/** Where nothing else can be answered, recovery codes can, which have a count of their own (3.1, R58). */
async function forRecovery<User>(engine: Engine<User>, signIn: NewSignIn, refused: Attempt): Promise<Attempt> {
  const { options, keys } = engine;
  const isShut = refused.outcome.status === 'locked' || refused.outcome.status === 'waiting';
  if (!isShut || !signIn.methods.includes('recovery')) return refused;
  const token = SignInToken.draw(keys.subjectTag(signIn.subject), options.random);
  const key = recoveryKeyOf(token);
  const outcome = await options.pending.open(key, { ...signIn, methods: ['recovery'] }, limitsFor(engine, key));
  return outcome.status === 'opened' ? { token, first: undefined, outcome } : refused;
}

async function openAt<User>(
  engine: Engine<User>,
  signIn: NewSignIn,
  factors: readonly Factor[],
  { address, channel }: Opening,
  ledger?: string,
): Promise<Attempt> {
  const { options, keys } = engine;
  const token = SignInToken.draw(keys.subjectTag(signIn.subject), options.random, ledger);
  const phone = isChannel(signIn.methods[0]) || channel ? firstPhone(factors) : undefined;
  const by = { address, channel: channelFor(engine, signIn, channel) };
  const first = phone && firstCode(engine, token, signIn, phone, by);
  const outcome = await options.pending.open(token.key, signIn, limitsFor(engine, token.key), first?.stored);
  return { token, first, outcome };
}

function firstCode<User>(
  engine: Engine<User>,
  token: SignInToken,
  { subject, purpose }: NewSignIn,
  factor: Factor,
  { address, channel }: { readonly address: string | undefined; readonly channel: Channel },
): PreparedCode & { readonly phone: PhoneNumber } {
  const phone = phoneOfFactor(engine, factor);
  const target = targetOf(phone, { factorId: factor.id, sealed: null }, channel);
  const quotas = quotasOf(engine, { token, phone, purpose, address });
  return { phone, ...prepareCode(engine, { token, subject, purpose, target, phone, quotas }) };
}
