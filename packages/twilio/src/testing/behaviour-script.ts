import { type TwilioBehaviour, twilioAnswers } from './behaviour.js';
import type { TwilioResource } from './routes.js';

interface Line {
  readonly behaviour: TwilioBehaviour;
  readonly only: TwilioResource | undefined;
  left: number;
}

/** Which behaviour answers which request. */
export class BehaviourScript {
  #lines: Line[] = [];

  /** See {@link TwilioStandIn.respond}. What is set for all requests replaces what was set for all of the same kind. */
  add(behaviour: TwilioBehaviour, times: number | undefined, only: TwilioResource | undefined): void {
    const left = times ?? Number.POSITIVE_INFINITY;
    const replaced = (line: Line) => times === undefined && line.left === left && line.only === only;
    this.#lines = [...this.#lines.filter((line) => !replaced(line)), { behaviour, only, left }];
  }

  /** Takes the behaviour for a request: first what was set for so many, then what was set for its kind, then for all. */
  next(resource: TwilioResource | undefined): TwilioBehaviour {
    const fitting = this.#lines.filter(({ only }) => only === undefined || only === resource);
    const counted = fitting.find(({ left }) => left !== Number.POSITIVE_INFINITY);
    const line = counted ?? fitting.find(({ only }) => only !== undefined) ?? fitting[0];
    if (line === undefined) return twilioAnswers.accept();
    line.left -= 1;
    this.#lines = this.#lines.filter(({ left }) => left > 0);
    return line.behaviour;
  }

  /** Accepts again. */
  clear(): void {
    this.#lines = [];
  }
}
