import type { EventSink } from './event-sink.js';

/** The parts of an installation that do I/O: the pending store, the factor store, the sender. */
export const PARTS = ['store', 'factors', 'sender'] as const;

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/**
 * All that takes time in a step: the parts, the functions of `subject` that are waited for, the check of numbers, the notifier, and the slow
 * hashes of recovery codes.
 */
export const OBSERVED = [...PARTS, 'host', 'numberCheck', 'notifier', 'hash'] as const;

/** One of {@link OBSERVED}. */
export type Observed = (typeof OBSERVED)[number];

/** Steps that can be followed as a whole: methods of `SecondFactor`. None of them is asked at a guarded request. */
export const STEPS = [
  ...['begin', 'beginStepUp', 'state', 'enrolPhone', 'enrolTotp', 'passkeyOptions', 'sendCode', 'verify', 'cancel'],
  ...['noteReceipt', 'contest', 'ownFactors', 'beginChange', 'removeFactor', 'nameFactor', 'preferFactor'],
  ...[
    'renewRecoveryCodes',
    'devices',
    'revokeDevice',
    'unlock',
    'resetFactors',
    'issueBypassCode',
    'approveBypassCode',
  ],
] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/**
 * Looks on at all that happens, for metrics and traces: it is told of every event, and stands before what takes time.
 * It must not change what that does, and must not keep what it is given: numbers, codes and passwords are among it.
 */
export interface Observer extends EventSink {
  /** Called once for each that there is, at the start. @returns what is used in its place */
  observe<Kind extends object>(name: Observed, part: Kind): Kind;
  /**
   * Follows a step from its start to its end, which is that of `run`. @defaultValue steps are not followed
   * @returns what `run` gives; it throws what that throws.
   */
  step?<Value>(name: Step, run: () => Promise<Value>): Promise<Value>;
}
