import type { Known } from '../harness/known.js';
import { type Flow, greedy, guess, halfWay, race, signIn, stranger } from './flows.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import { Visit } from './visit.js';
import type { Witness } from './witness.js';

/** Of twenty, so many do this. */
const FLOWS: readonly Flow[] = [
  ...Array<Flow>(9).fill(signIn),
  ...Array<Flow>(4).fill(race),
  ...[guess, guess, stranger, stranger, halfWay, halfWay, greedy],
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
