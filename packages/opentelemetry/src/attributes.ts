/**
 * Every attribute that a metric or a span may have (R76). Each has few values, and none of them tells of a person: there is no
 * number, code, token, address or account among them.
 */
export const ATTRIBUTES = {
  /** What is waited for: `store`, `factors`, `sender`, `host`, `numberCheck`, `notifier` or `hash`. */
  part: 'countersign.part',
  /** What it was asked for: a method of its port, or of a step which one it is. */
  operation: 'countersign.operation',
  /** How it ended, in a word of a closed list. */
  outcome: 'countersign.outcome',
  /** What a sign-in was answered by, or a message sent by. */
  method: 'countersign.method',
  /** What a sign-in is for. */
  purpose: 'countersign.purpose',
  /** Without the plus, as `31`. */
  dialCode: 'countersign.dial_code',
  /** The type of an event, without `countersign.`. */
  event: 'countersign.event',
  /** The severity of an event. */
  severity: 'countersign.severity',
  /** The kind of what went wrong, as OpenTelemetry's semantic conventions name it. */
  error: 'error.type',
} as const;

/** One of the names in {@link ATTRIBUTES}. */
export type Attribute = (typeof ATTRIBUTES)[keyof typeof ATTRIBUTES];

/** A point's attributes: of the list, and nothing else. */
export type Labels = Partial<Record<Attribute, string>>;
