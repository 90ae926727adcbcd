import type { KeyRing, SecondFactorEvent, SecondFactorEventOf } from '@countersign/core';
import { columnsOf, holds, NOTHING, type TrailEnd, type TrailLink } from './trail-link.js';
import type { TrailFault, TrailVerdict } from './trail-verdict.js';

/** A walk along a trail, from its first event on. */
export class TrailWalk {
  #start = NOTHING;
  #end = NOTHING;
  /** Where the newest cut that was passed says that the trail begins. */
  #cut = NOTHING;
  #begun = false;

  /** @param checkpoint - what the trail must hold, or have held before a cut. */
  constructor(
    private readonly keys: KeyRing,
    private readonly checkpoint: TrailEnd = NOTHING,
  ) {}

  /** How far it has come. */
  get end(): TrailEnd {
    return this.#end;
  }

  /** Takes the next event. @returns what is wrong with it, if anything is. */
  step(kept: TrailLink): TrailVerdict | undefined {
    if (!this.#begun) this.#begin(kept);
    const fault = this.#faultOf(kept);
    if (fault) return this.#broken(fault);
    this.#cut = cutIn(kept) ?? this.#cut;
    this.#end = { sequence: kept.sequence, hash: kept.hash };
    return undefined;
  }

  /** What became of it, when there is no event left. */
  finish(): TrailVerdict {
    if (this.#end.sequence < this.checkpoint.sequence) return this.#broken('cut_off');
    const { sequence, hash } = this.#cut;
    // Whoever cut off the oldest could not tell of it: the event would have to be chained.
    if (this.#start.sequence !== sequence || this.#start.hash !== hash)
      return { ok: false, events: 0, sequence: sequence + 1, fault: 'missing' };
    return { ok: true, events: this.#end.sequence - this.#start.sequence, end: this.#end };
  }

  /** The first one tells what it must be chained to; whether that is so, only a cut further on can. */
  #begin({ sequence, previous }: TrailLink): void {
    this.#begun = true;
    this.#start = { sequence: sequence - 1, hash: previous };
    this.#end = this.#start;
  }

  #broken(fault: TrailFault): TrailVerdict {
    const { sequence } = this.#end;
    return { ok: false, events: sequence - this.#start.sequence, sequence: sequence + 1, fault };
  }

  #faultOf(kept: TrailLink): TrailFault | undefined {
    if (kept.sequence !== this.#end.sequence + 1) return 'missing';
    const held = holds(this.keys, kept);
    if (held === undefined) return 'unknown_secret';
    if (!held || !columnsHold(kept)) return 'changed';
    if (kept.previous !== this.#end.hash) return 'misplaced';
    return isOther(this.checkpoint, kept) || isOther(this.checkpoint, this.#end) ? 'changed' : undefined;
  }
}

/** The hash is of the text; the columns beside it must say the same, or a search would be led astray. */
function columnsHold(kept: TrailLink): boolean {
  const columns = Object.entries(columnsOf(JSON.parse(kept.payload) as SecondFactorEvent));
  return columns.every(([name, value]) => kept[name as keyof TrailLink] === value);
}

function isOther(checkpoint: TrailEnd, { sequence, hash }: TrailEnd): boolean {
  return sequence === checkpoint.sequence && hash !== checkpoint.hash;
}

/** Where the trail begins by an event that tells of a cut; `undefined` for any other. */
function cutIn({ type, payload }: TrailLink): TrailEnd | undefined {
  if (type !== 'countersign.trail.cut') return undefined;
  const event = JSON.parse(payload) as SecondFactorEventOf<'countersign.trail.cut'>;
  return { sequence: event.firstKept - 1, hash: event.previous };
}
