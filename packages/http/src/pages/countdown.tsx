import { type DurationKind, type DurationTexts, durationSentence } from './duration.js';

interface CountdownProps {
  readonly id: string;
  readonly kind: DurationKind;
  /** Counted from when the server answered: a duration, so that no clock has to be right. */
  readonly seconds: number;
  readonly texts: DurationTexts;
  /** The id of the button that may be used at zero. */
  readonly enables?: string;
}

/**
 * A sentence about time. It is true as sent; the script counts on from the attributes. It is not a live region: what is
 * worth saying aloud is said once a minute, elsewhere.
 */
export function Countdown({ id, kind, seconds, texts, enables }: CountdownProps) {
  return (
    <p
      id={id}
      class="time"
      data-countdown={seconds}
      data-kind={kind}
      data-texts={JSON.stringify(texts)}
      data-enables={enables}
    >
      {durationSentence(kind, seconds, texts)}
    </p>
  );
}
