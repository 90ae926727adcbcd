import type { Assurance } from '../assurance.js';
import type { KeptKey } from '../ports/kept-text.js';
import type { SignInToken } from '../sign-in-token.js';
import { subjectOf } from './account.js';
import type { Engine } from './engine.js';
import { guarded } from './guarded.js';
import { type Holder, holderOf, keptSecondsOf, proofOf } from './holder.js';

/** A form that a browser had posted when a guard asked for the second step first. */
export interface InterruptedForm {
  /** Path and query of the host, as it was posted to. */
  readonly path: string;
  /** Names and values, in order; a name may come twice. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/**
 * Keeps one interrupted form a session until its owner has proved the second factor: sealed, so that the store holds nothing
 * in clear, at most 600 s, and given back once, to the session that the step-up has made and to no other (R67).
 */
export class InterruptedForms<User> {
  readonly #engine: Engine<User>;

  /** @param engine - of the `SecondFactor` that it belongs to. */
  constructor(engine: Engine<User>) {
    this.#engine = engine;
  }

  /**
   * Keeps a form, in the place of an earlier one of the same session.
   * @returns false for a session that nothing tells from others: then nothing is kept.
   */
  keep(user: User, holder: Holder, form: InterruptedForm): Promise<boolean> {
    return guarded(this.#engine, async () => {
      const id = holderOf(this.#engine, holder);
      if (id === undefined) return false;
      await this.#put(this.#keyOf(user, id), JSON.stringify([form.path, form.fields]));
      return true;
    });
  }

  /** Hands a session's form on to the second step that it has opened: only who ends that one gets the form. */
  handOver(user: User, holder: Holder, token: SignInToken): Promise<void> {
    return guarded(this.#engine, async () => {
      const id = holderOf(this.#engine, holder);
      const text = id === undefined ? undefined : await this.#take(this.#keyOf(user, id));
      if (text !== undefined) await this.#put(this.#keyOf(user, proofOf(token.key)), text);
    });
  }

  /** The form, once, for the session that has proved the second factor; `undefined` for every other one. */
  take(user: User, assurance: Assurance | undefined): Promise<InterruptedForm | undefined> {
    return guarded(this.#engine, async () => {
      if (assurance?.proof === undefined || assurance.subject !== subjectOf(this.#engine, user)) return undefined;
      const text = await this.#take(this.#keyOf(user, assurance.proof));
      if (text === undefined) return undefined;
      const [path, fields] = JSON.parse(text) as [InterruptedForm['path'], InterruptedForm['fields']];
      return { path, fields };
    });
  }

  #keyOf(user: User, id: string): KeptKey {
    return { subjectTag: this.#engine.keys.subjectTag(subjectOf(this.#engine, user)), kind: 'form', id };
  }

  #put(key: KeptKey, text: string): Promise<void> {
    const { keys, options } = this.#engine;
    return options.pending.keep(key, keys.seal(text, contextOf(key)), keptSecondsOf(this.#engine));
  }

  async #take(key: KeptKey): Promise<string | undefined> {
    const { keys, options } = this.#engine;
    const sealed = await options.pending.take(key);
    return sealed === null ? undefined : keys.openSealed(sealed, contextOf(key));
  }
}

/** What was sealed for one session or step-up opens for no other, wherever it is put. */
function contextOf({ kind, subjectTag, id }: KeptKey): string[] {
  return [kind, subjectTag, id];
}
