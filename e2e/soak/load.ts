import type { Known } from '../harness/known.js';
import { byApp, recover, stepUp } from './flows/others.js';
import { greedy, guess, halfWay, race, resend, signIn, stranger } from './flows/sms.js';
import type { Flow } from './flows/steps.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import { Visit } from './visit.js';
import type { Witness } from './witness.js';

/** Of thirty, so many do this. */
const FLOWS: readonly Flow[] = [
  ...Array<Flow>(9).fill(signIn),
  ...Array<Flow>(4).fill(race),
  ...[guess, guess, stranger, stranger, halfWay, halfWay, greedy],
  ...Array<Flow>(4).fill(byApp),
  ...[resend, resend, resend, stepUp, stepUp, recover],
];

/** People who come and go until they are stopped, so many at once. */
export class Load {
  readonly #stop = new AbortController();
  readonly #workers: Promise<unknown>;

  constructor(stage: Stage, witness: Witness, random: Random, people: readonly Known[], workers: number) {
    const queue = random.shuffle(people);
    const work = async () => {
      while (!this.#stop.signal.aborted) {
        const person = queue.shift();
        if (!person) return;
        await random.pick(FLOWS)(new Visit(stage, witness, person));
        queue.push(person);
      }
    };
    this.#workers = Promise.all(Array.from({ length: workers }, work));
  }

  /** Lets everybody finish what they are at. */
  async finish(): Promise<void> {
    this.#stop.abort();
    await this.#workers;
  }
}
