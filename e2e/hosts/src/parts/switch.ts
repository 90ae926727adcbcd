import type { Requirement } from '@countersign/core';

/** The console's switch: who must take the second step. An administrator turns it while the host runs (R70). */
export class Switch {
  constructor(public value: Requirement) {}

  /** Turns it. @returns whether that was one of its values */
  turn(value: unknown): boolean {
    const known = value === 'off' || value === 'optional' || value === 'required';
    if (known) this.value = value;
    return known;
  }
}
