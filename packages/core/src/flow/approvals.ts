import type { Assurance } from '../assurance.js';
import type { Caller } from '../caller.js';
import { canonicalText } from '../canonical-text.js';
import type { KeptKey } from '../ports/kept-text.js';
import type { Method } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { subjectOf } from './account.js';
import { calledLater } from './called-by.js';
import type { Engine } from './engine.js';
import { guarded } from './guarded.js';
import { type Holder, holderOf, keptSecondsOf, proofOf } from './holder.js';
import { type Standing, standing } from './standing.js';

/** How long an approval may be used, in seconds from the proof (R69). */
export const APPROVAL_SECONDS = 300;

/** An action that cannot be undone. */
export interface ApprovedAction {
  /** As `administrator.delete`. */
  readonly name: string;
  /** All that it depends on, as plain data: an approval counts for these values and no others. */
  readonly parameters: unknown;
  /** What the person is told that is approved, a few words: `Delete Bob’s account`. */
  readonly description?: string | undefined;
}

/** What {@link Approvals.use} asks for beside the approval. */
export interface ApprovalDemand {
  /** How old the proof may be, at most 300 s. @defaultValue 300 */
  readonly maxAgeSeconds?: number | undefined;
  /** The methods that count. @defaultValue those of the policy */
  readonly methods?: readonly Method[] | undefined;
  /** Finds who asks, for an event. @defaultValue nobody */
  readonly caller?: (() => Caller) | undefined;
}

/** What was asked to be approved: the keyed hash of the action, and what the person is told. */
type Request = readonly [digest: string, description: string | null];

/**
 * One-shot approvals (R69): one action, with its parameters, of one session, after a second factor that was proved for just
 * that, within 300 s, once.
 */
export class Approvals<User> {
  readonly #engine: Engine<User>;

  /** @param engine - of the `SecondFactor` that it belongs to. */
  constructor(engine: Engine<User>) {
    this.#engine = engine;
  }

  /**
   * Asks for an approval. Keeps nothing: what it returns is sealed for this session, and begins the step-up that approves.
   * @throws TypeError for parameters that are no plain data.
   */
  ask(user: User, holder: Holder, action: ApprovedAction): string {
    const request: Request = [digestOf(this.#engine, user, action), action.description ?? null];
    return this.#engine.keys.seal(JSON.stringify(request), this.#contextOf(user, holder));
  }

  /** What the person is told that is asked for, `null` where nothing was said; `undefined` for what was not asked here. */
  describe(user: User, holder: Holder, asked: string): string | null | undefined {
    return this.#open(user, holder, asked)?.[1];
  }

  /**
   * Ties what was asked for to the step-up that was opened for it. It counts when that step-up's code has been right, for
   * only then is there a session with its proof.
   * @returns false for what was not asked in this session.
   */
  grant(user: User, holder: Holder, asked: string, token: SignInToken): Promise<boolean> {
    return guarded(this.#engine, async () => {
      const request = this.#open(user, holder, asked);
      if (!request) return false;
      const key = this.#keyOf(user, request[0], proofOf(token.key));
      await this.#engine.options.pending.keep(key, 'approved', keptSecondsOf(this.#engine));
      return true;
    });
  }

  /**
   * Uses the approval up. `satisfied` lets the action run, once; where the policy asks this user for no second factor it is
   * `satisfied` without.
   */
  use(
    user: User,
    assurance: Assurance | undefined,
    action: ApprovedAction,
    { maxAgeSeconds = APPROVAL_SECONDS, methods, caller }: ApprovalDemand = {},
  ): Promise<Standing> {
    const engine = caller ? calledLater(this.#engine, caller) : this.#engine;
    return guarded(engine, async () => {
      // No proof is that young: what is satisfied by none is not asked for any.
      const found = await standing(engine, user, assurance, { maxAgeSeconds: -1 });
      if (found.status !== 'stale') return found;
      const age = Math.min(maxAgeSeconds, APPROVAL_SECONDS);
      const fresh = await standing(engine, user, assurance, { maxAgeSeconds: age, methods });
      if (fresh.status !== 'satisfied' || assurance?.proof === undefined) return { status: 'stale' };
      const key = this.#keyOf(user, digestOf(engine, user, action), assurance.proof);
      return (await engine.options.pending.take(key)) === null ? { status: 'stale' } : fresh;
    });
  }

  #keyOf(user: User, digest: string, proof: string): KeptKey {
    const { keys } = this.#engine;
    const subjectTag = keys.subjectTag(subjectOf(this.#engine, user));
    return { subjectTag, kind: 'approval', id: keys.approval([digest, proof]) };
  }

  #contextOf(user: User, holder: Holder): string[] {
    return ['approval', subjectOf(this.#engine, user), holderOf(this.#engine, holder) ?? ''];
  }

  #open(user: User, holder: Holder, asked: string): Request | undefined {
    const text = this.#engine.keys.openSealed(asked, this.#contextOf(user, holder));
    return text === undefined ? undefined : (JSON.parse(text) as Request);
  }
}

function digestOf<User>(engine: Engine<User>, user: User, { name, parameters }: ApprovedAction): string {
  return engine.keys.approval([subjectOf(engine, user), name, canonicalText(parameters)]);
}
