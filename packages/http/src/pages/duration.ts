import { TEXTS } from './texts.js';
import { count, fill, type Plural } from './wording.js';

/** `wait`: until something is allowed, so never told too short. `left`: until something ends. */
export type DurationKind = 'wait' | 'left';

/** How a duration is told: in the first unit that it is below the limit of. */
export interface DurationUnit {
  readonly name: 'seconds' | 'minutes' | 'hours';
  readonly size: number;
  readonly below: number;
}

/** The units by kind. The script gets the same table, so that page and countdown never disagree. */
export const DURATION_UNITS: Readonly<Record<DurationKind, readonly DurationUnit[]>> = {
  wait: [
    { name: 'seconds', size: 1, below: 120 },
    { name: 'minutes', size: 60, below: 7_200 },
    { name: 'hours', size: 3_600, below: Number.MAX_SAFE_INTEGER },
  ],
  left: [
    { name: 'seconds', size: 1, below: 60 },
    { name: 'minutes', size: 60, below: 7_200 },
    { name: 'hours', size: 3_600, below: Number.MAX_SAFE_INTEGER },
  ],
};

/** The wording of a duration that counts down: a sentence with `{time}`, the sentence at zero, and the units. */
export interface DurationTexts {
  readonly running: string;
  readonly done: string;
  readonly seconds: Plural;
  readonly minutes: Plural;
  readonly hours: Plural;
}

/** The sentence about a duration, as `You can try again in 8 minutes.` */
export function durationSentence(kind: DurationKind, seconds: number, texts: DurationTexts): string {
  if (seconds <= 0) return texts.done;
  const unit = DURATION_UNITS[kind].find(({ below }) => seconds < below);
  if (!unit) return texts.done;
  // A code's life is rounded to the nearest minute: "5 more minutes" stays true when the page took a second to come.
  const round = kind === 'wait' ? Math.ceil : Math.round;
  return fill(texts.running, { time: count(texts[unit.name], round(seconds / unit.size)) });
}

/** `You can try again in …`, for a wait that nothing on the page counts down. */
export function waitSentence(seconds: number, running: string = TEXTS.help.tryAgainIn): string {
  return durationSentence('wait', Math.max(1, seconds), { ...TEXTS.wait, running, done: '' });
}
