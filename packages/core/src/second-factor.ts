import type { Assurance } from './assurance.js';
import type { Caller } from './caller.js';
import { channelsOf } from './channels.js';
import type { PolicyChange } from './events.js';
import { Approvals } from './flow/approvals.js';
import { begin, beginStepUp } from './flow/begin.js';
import type { Begun } from './flow/begun.js';
import { calledBy, calledLater, ofSignIn } from './flow/called-by.js';
import { contest, readNotice } from './flow/contest.js';
import { describeSignIn, SIGNED_IN } from './flow/describe.js';
import { describeUnopened } from './flow/describe-unopened.js';
import { createEngine, type Engine, type Watcher } from './flow/engine.js';
import { enrolPhone, type PhoneRequest } from './flow/enrol-phone.js';
import { enrolTotp } from './flow/enrol-totp.js';
import { guarded } from './flow/guarded.js';
import { InterruptedForms } from './flow/interrupted-forms.js';
import { noteReceipt } from './flow/note-receipt.js';
import type { Opening } from './flow/opening.js';
import { passkeyOptions } from './flow/passkey-options.js';
import { parseToken, readSignIn } from './flow/read-sign-in.js';
import { leadNowhere, type Reopened } from './flow/reopened.js';
import { type SendRequest, sendCode } from './flow/send-code.js';
import { type Demand, type Standing, standing } from './flow/standing.js';
import { trustDevice } from './flow/trust-device.js';
import type { Verified } from './flow/verified.js';
import { type GivenAnswer, verify } from './flow/verify.js';
import { verifyRecovery } from './flow/verify-recovery.js';
import type { ContestedNotice } from './notices/contest-token.js';
import type { ContestLink } from './notices/notices.js';
import { observeSteps } from './observe-steps.js';
import type { SecondFactorOptions } from './options.js';
import { OwnFactorRules } from './own-factor-rules.js';
import type { PasskeyOptions } from './passkeys/options.js';
import type { Receipt } from './ports/receipt-reader.js';
import type { Channel } from './purpose.js';
import type { ResolvedOptions } from './resolve-options.js';
import type { SignInToken } from './sign-in-token.js';
import type { SecondFactorState } from './state.js';

/**
 * The second step, framework-neutral: every rule of it, over the ports of its options. Every method throws a
 * `SecondFactorError` and nothing else; when something does not answer it is `second_factor_unavailable`.
 *
 * @example
 * const secondFactor = new SecondFactor({ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', … });
 * const begun = await secondFactor.begin(user, { returnTo: '/products' });
 */
export class SecondFactor<User = unknown> extends OwnFactorRules<User> {
  readonly #engine: Engine<User>;
  /** Approvals of single actions that cannot be undone (R69). */
  readonly approvals: Approvals<User>;
  /** Forms that a step-up has interrupted: for the web layer. */
  readonly forms: InterruptedForms<User>;

  /** @throws OptionError naming the first option that cannot be used. */
  constructor(options: SecondFactorOptions<User>) {
    const engine = createEngine(options);
    super(engine);
    this.#engine = engine;
    this.approvals = new Approvals(engine);
    this.forms = new InterruptedForms(engine);
    observeSteps(this, engine.options.observer);
  }

  /** The options with their defaults, but for the secrets. */
  get options(): Omit<ResolvedOptions<User>, 'secrets'> {
    return this.#engine.options;
  }

  /** The channels that codes can be sent by; also the methods that count where the policy names none. */
  get channels(): readonly Channel[] {
    return channelsOf(this.#engine.options.sender);
  }

  /** Tells a listener of every event, beside the sink: for a web layer that writes to the operator's log. */
  watch(listener: Watcher): void {
    this.#engine.watchers.add(listener);
  }

  /**
   * Call it when the first factor was right, before anything is signed in.
   * @param opening - where the user was going, and how the first factor was proved; a password when it does not say.
   */
  begin(user: User, opening: Opening = {}): Promise<Begun> {
    return this.#run(opening, (engine) => begin(engine, user, opening));
  }

  /** Opens a step-up for a session whose proof has become too old; `amr` is what the session has proved so far. */
  beginStepUp(user: User, opening: Opening = {}): Promise<Begun> {
    return this.#run(opening, (engine) => beginStepUp(engine, user, opening));
  }

  /** Where the holder of a token stands. Changes nothing, sends nothing. */
  state(token: unknown, caller: Caller = {}): Promise<SecondFactorState> {
    return this.#runOn(token, caller, async (engine, parsed) =>
      describeSignIn(engine, await readSignIn(engine, parsed)),
    );
  }

  /** Where a session stands that has no pending sign-in. */
  sessionState(user: User, assurance: Assurance | undefined, caller: Caller = {}): Promise<SecondFactorState> {
    return this.#run(caller, async (engine) => {
      const found = await standing(engine, user, assurance, {});
      if (found.status === 'required') return describeUnopened(engine, user, found, assurance);
      const enrolBy = found.status === 'satisfied' ? found.enrolBy : undefined;
      if (enrolBy === undefined) return SIGNED_IN;
      const { methods } = await describeUnopened(engine, user, { enrolled: false });
      return { ...SIGNED_IN, methods, enrolBy };
    });
  }

  /** Sends a code to a number that is being registered. */
  enrolPhone(token: unknown, request: PhoneRequest): Promise<SecondFactorState> {
    return this.#runOn(token, request, (engine, parsed) => enrolPhone(engine, parsed, request));
  }

  /** Draws the secret of an authenticator app that is being registered; the state has it (R61, R65). */
  enrolTotp(token: unknown, caller: Caller = {}): Promise<SecondFactorState> {
    return this.#runOn(token, caller, (engine, parsed) => enrolTotp(engine, parsed));
  }

  /**
   * What a browser's `navigator.credentials` is asked for: `create()` by a sign-in that binds a factor, whose options have an
   * `rp`, and `get()` by any other. What comes of it is an answer for {@link SecondFactor.verify}.
   */
  passkeyOptions(token: unknown, caller: Caller = {}): Promise<PasskeyOptions> {
    return this.#runOn(token, caller, (engine, parsed) => passkeyOptions(engine, parsed));
  }

  /** Sends a code, or another one. */
  sendCode(token: unknown, request: SendRequest = {}): Promise<SecondFactorState> {
    return this.#runOn(token, request, (engine, parsed) => sendCode(engine, parsed, request));
  }

  /** Notes what a provider reports of a message. What is stale, unknown or a repetition changes nothing. */
  noteReceipt(receipt: Receipt): Promise<void> {
    return guarded(this.#engine, () => noteReceipt(this.#engine, receipt));
  }

  /**
   * Tells that somebody has changed who must take the second step: only the host knows (R75). Changes nothing else; the
   * policy is asked anew each time.
   */
  notePolicyChange({ actor, from, to, deadline }: PolicyChange, caller: Caller = {}): void {
    const change = { actor, from, to, ...(deadline !== undefined && { deadline }) };
    calledBy(this.#engine, caller).tell({ type: 'countersign.policy.changed', ...change });
  }

  /**
   * Checks an answer; the sign-in is consumed when it is right. A right recovery code signs nobody in, nor does a factor that
   * the policy does not count: that is `pending`, and leads to another sign-in, in which a factor must be bound first (R60).
   * @param answer - the digits alone are an answer by the `method` of the sign-in's state; a recovery code, and a passkey,
   *   must name their own. The digits alone lead nowhere: they sign in, or are refused.
   */
  verify(token: unknown, answer: string, caller?: Caller): Promise<Verified<User>>;
  verify(token: unknown, answer: GivenAnswer, caller?: Caller): Promise<Verified<User> | Reopened>;
  verify(token: unknown, answer: string | GivenAnswer, caller: Caller = {}): Promise<Verified<User> | Reopened> {
    const given = typeof answer === 'object' && answer !== null ? answer : { code: answer };
    return this.#runOn<Verified<User> | Reopened>(token, caller, async (engine, parsed) => {
      if (given.method === 'recovery') return verifyRecovery(engine, parsed, given.code);
      const verified = await verify(engine, parsed, given);
      if (verified.status === 'pending') return typeof answer === 'string' ? leadNowhere(engine, verified) : verified;
      return given.trust ? { ...verified, device: await trustDevice(engine, verified, given.trust) } : verified;
    });
  }

  /**
   * Deletes a pending sign-in and its code. What is gone already is no error, and not told: tokens that nobody was given
   * would fill the trail.
   */
  cancel(token: unknown, caller: Caller = {}): Promise<void> {
    return this.#runOn(token, caller, async (engine, { key, correlationId }) => {
      const wasOpen = await engine.options.pending.close(key);
      if (wasOpen) engine.tell({ type: 'countersign.sign-in.cancelled', signIn: correlationId });
    });
  }

  /**
   * Whether what a session has proved is enough for its user now. For guards: costs no round trip.
   * @param demand - how old the proof may be, and whom to free; any age and nobody when absent.
   */
  standing(user: User, assurance: Assurance | undefined, demand: Demand = {}): Promise<Standing> {
    const engine = demand.caller ? calledLater(this.#engine, demand.caller) : this.#engine;
    return guarded(engine, () => standing(engine, user, assurance, demand));
  }

  /** Has notices carry a link by which their owners contest them: for the web layer, which serves what is behind it. */
  linkNotices(link: ContestLink): void {
    this.#engine.notices.link = link;
  }

  /** The notice that a link of theirs is about; `undefined` for one that is forged, altered or expired. Changes nothing. */
  contestedNotice(token: unknown): ContestedNotice | undefined {
    return readNotice(this.#engine, token);
  }

  /**
   * "This was not me": ends the sessions and pending sign-ins of the notice's owner, and tells the host. Twice within an hour
   * does what once does.
   * @returns false for a token that {@link SecondFactor.contestedNotice} does not know; nothing has changed then.
   */
  contest(token: unknown, caller: Caller = {}): Promise<boolean> {
    return this.#run(caller, (engine) => contest(engine, token));
  }

  #run<Value>(caller: Caller, step: (engine: Engine<User>) => Promise<Value>): Promise<Value> {
    const engine = calledBy(this.#engine, caller);
    return guarded(engine, () => step(engine));
  }

  async #runOn<Value>(
    text: unknown,
    caller: Caller,
    step: (engine: Engine<User>, token: SignInToken) => Promise<Value>,
  ): Promise<Value> {
    const token = parseToken(text);
    const engine = ofSignIn(calledBy(this.#engine, caller), token);
    return guarded(engine, () => step(engine, token));
  }
}
