import assert from 'node:assert/strict';
import type { Notice, Notifier } from '../ports/notifier.js';

/** Takes every notice and keeps it, or answers what a test has it answer. */
export class RecordingNotifier implements Notifier {
  /** All that it was given, in order; tries that failed too. */
  readonly given: Notice[] = [];
  /** What becomes of a notice; taken, until a test says otherwise. */
  answer: (notice: Notice) => Promise<void> = () => Promise.resolve();

  async notify(notice: Notice): Promise<void> {
    this.given.push(notice);
    await this.answer(notice);
  }

  /** The kinds, in order. */
  get kinds(): string[] {
    return this.given.map(({ kind }) => kind);
  }

  /** The newest one. */
  get last(): Notice {
    const last = this.given.at(-1);
    assert.ok(last, 'no notice was given');
    return last;
  }
}
