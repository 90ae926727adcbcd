import { Visitor } from '@countersign/support';
import type { TwilioMessage } from '@countersign/twilio/testing';
import { outcomeOf } from '../harness/attack.js';
import type { Known } from '../harness/known.js';
import type { Stage } from './stage.js';
import type { Witness } from './witness.js';

/** How late our own timers are, at most, since somebody asked. */
class Lag {
  #worst = 0;

  constructor() {
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      this.#worst += Math.max(0, now - last - 60);
      last = now;
    }, 50).unref();
  }

  /** All lateness so far, in milliseconds. */
  get total(): number {
    return this.#worst;
  }
}

const lag = new Lag();

/** Somebody at a browser: each request is timed and told to the witness. */
export class Visit {
  readonly #visitor: Visitor;

  constructor(
    readonly stage: Stage,
    readonly witness: Witness,
    readonly person: Known,
    jar?: ReadonlyMap<string, string>,
  ) {
    this.#visitor = new Visitor(stage.front.url, { headers: { 'x-forwarded-for': person.address } }, jar);
  }

  /** Another tab, or a thief, with the same cookies. */
  twin(): Visit {
    return new Visit(this.stage, this.witness, this.person, this.#visitor.jar);
  }

  /** @returns status and outcome, as `401 code_wrong`; `broken` where the connection did. */
  async ask(step: string, method: string, path: string, body?: object): Promise<{ outcome: string; state: State }> {
    const [start, before] = [performance.now(), lag.total];
    let answer: Response | undefined;
    try {
      answer = await this.#visitor.request(method, path, body);
    } catch {
      // The process died, or the line did.
    }
    const outcome = answer ? await outcomeOf(answer.clone()).catch(() => 'broken') : 'broken';
    const state = answer ? ((await answer.json().catch(() => ({}))) as State) : {};
    const ms = performance.now() - start;
    this.witness.saw(step, outcome, { what: `${method} ${path} (${outcome})`, ms, lagMs: lag.total - before });
    return { outcome, state };
  }

  /** The newest text to this person. */
  newest(): TwilioMessage | undefined {
    return this.stage.twilio.messages.filter(({ to }) => to === this.person.phone).at(-1);
  }
}

/** What is looked at of an answer. */
export interface State {
  readonly status?: string;
  readonly phone?: string | null;
  readonly code?: { readonly delivery?: string } | null;
}

/** The code in a text. */
export function codeIn(message: TwilioMessage | undefined): string {
  return /#(\d{6})$/.exec(message?.body ?? '')?.[1] ?? '';
}
