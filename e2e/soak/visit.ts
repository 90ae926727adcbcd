import { Visitor } from '@countersign/support';
import type { TwilioMessage } from '@countersign/twilio/testing';
import { outcomeOf } from '../harness/attack.js';
import type { Known } from '../harness/known.js';
import { dying, lag } from './lateness.js';
import { atOnce, type Stage } from './stage.js';
import type { Witness } from './witness.js';

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
    const [start, before, died] = [performance.now(), lag.total, dying.total];
    let answer: Response | undefined;
    try {
      answer = await this.#visitor.request(method, path, body);
    } catch {
      // The process died, or the line did.
    }
    const outcome = answer ? await outcomeOf(answer.clone()).catch(() => 'broken') : 'broken';
    const state = answer ? ((await answer.json().catch(() => ({}))) as State) : {};
    const ms = performance.now() - start;
    const killed = outcome === '502' || outcome === 'broken';
    const lagMs = lag.total - before + (killed ? dying.total - died : 0);
    this.witness.saw(step, outcome, { what: `${method} ${path} (${outcome})`, ms, lagMs });
    return { outcome, state };
  }

  /** The newest text with a code to this person. */
  newest(): TwilioMessage | undefined {
    return codesTo(this.stage, this.person).at(-1);
  }

  /** The code in that; empty where there is none. */
  newestCode(): string {
    return CODE.exec(this.newest()?.body ?? '')?.[1] ?? '';
  }

  /** Somebody else at another browser, who knows as much as this person. */
  elsewhere(): Visit {
    return new Visit(this.stage, this.witness, this.person);
  }

  /** Lets the time run out that the sign-ins of this person have to wait for another code. @returns whether that is sure. */
  outwaitCooldown(): Promise<boolean> {
    const [tag] = this.#visitor.jar.get('__Host-countersign')?.split('.') ?? [];
    return atOnce(this.stage.redis, async (client) => {
      for (const key of await client.keys(`cs:{${tag}}:cooldown:*`)) await client.del(key);
    });
  }

  /** Lets time pass for what this session has proved. @returns whether that is sure. */
  ageProof(seconds: number): Promise<boolean> {
    const [, id] = /^s:([^.]+)\./.exec(decodeURIComponent(this.#visitor.jar.get('__Host-session') ?? '')) ?? [];
    return atOnce(this.stage.redis, async (client) => {
      const key = `mi:session:${id}`;
      const session = JSON.parse((await client.get(key)) ?? '') as { countersign: { verifiedAt: number } };
      session.countersign.verifiedAt -= seconds * 1_000;
      await client.set(key, JSON.stringify(session), 'KEEPTTL');
    });
  }
}

/** What is in a text with a code, and in no notice. */
const CODE = /#(\d{6})$/;

/** The texts with codes that have gone to somebody. */
export function codesTo({ twilio }: Stage, { phone }: Known): TwilioMessage[] {
  return twilio.messages.filter(({ to, body }) => to === phone && CODE.test(body));
}

/** What is looked at of an answer. */
export interface State {
  readonly status?: string;
  readonly purpose?: string;
  /** What an answer is taken for that names none. */
  readonly method?: string | null;
  readonly code?: { readonly delivery?: string } | null;
  /** Of a factor that waits for its first code. */
  readonly id?: string;
  readonly totp?: { readonly secret: string };
  readonly recoveryCodes?: readonly string[];
}
