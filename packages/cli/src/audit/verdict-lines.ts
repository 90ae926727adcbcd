import type { TrailEnd, TrailFault, TrailVerdict } from '@countersign/typeorm';

const FAULTS: Readonly<Record<TrailFault, string>> = {
  changed: 'what stands there is not what was written, or was never written by Countersign.',
  missing: 'events are gone that stood before the next one.',
  misplaced: 'the event was written by Countersign, but not in this place.',
  unknown_secret:
    'the event was made under a secret that COUNTERSIGN_SECRET does not have (keep retired ones there), or was changed.',
  cut_off: 'the trail ends before the checkpoint: its newest events were cut off.',
};

/** What a verification found, in plain lines. */
export function verdictLines(verdict: TrailVerdict, checkpoint: TrailEnd | undefined): readonly string[] {
  const { events } = verdict;
  if (!verdict.ok) {
    const { sequence, fault } = verdict;
    return [`Broken at number ${sequence}: ${FAULTS[fault]}`, `${eventsOf(events)} before it, as written.`];
  }
  const { sequence, hash } = verdict.end;
  return [
    `${eventsOf(events)}, all as written.`,
    ...(sequence > 0 ? [`The last one is number ${sequence}, hash ${hash}.`] : []),
    checkpoint === undefined
      ? 'Without an earlier checkpoint nobody can tell whether the newest events were cut off.'
      : `Nothing was cut off since the checkpoint, number ${checkpoint.sequence}.`,
  ];
}

function eventsOf(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}
