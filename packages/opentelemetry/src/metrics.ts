/** What is said of a metric. */
export interface Metric {
  /** Of UCUM: what is counted stands in braces. */
  readonly unit: string;
  readonly description: string;
}

/** Every metric there is: the list is closed. */
export const METRICS = {
  'countersign.sign_ins': { unit: '{sign_in}', description: 'Second steps that were opened, and how they ended' },
  'countersign.codes.sent': { unit: '{code}', description: 'Messages with a code that a sender took' },
  'countersign.codes.not_sent': { unit: '{code}', description: 'Messages with a code that no sender took' },
  'countersign.codes.delivered': { unit: '{code}', description: 'Messages that the provider reports as arrived' },
  'countersign.codes.undelivered': { unit: '{code}', description: 'Messages that the provider reports as lost' },
  'countersign.answers.wrong': { unit: '{answer}', description: 'Answers that did not pass' },
  'countersign.locks': { unit: '{lock}', description: 'Accounts whose second step was locked' },
  'countersign.sender.failures': { unit: '{failure}', description: 'Messages that one of the senders did not take' },
  'countersign.conversion.sent': { unit: '{code}', description: 'Codes that went to numbers of a dial code' },
  'countersign.conversion.verified': {
    unit: '{code}',
    description: 'Codes that came back from numbers of a dial code',
  },
  'countersign.events': { unit: '{event}', description: 'Security events, of every type' },
  'countersign.operation.duration': {
    unit: 's',
    description: 'How long it took what a step waits for: the stores, the sender, the host',
  },
} as const satisfies Record<string, Metric>;

/** The name of a metric. */
export type MetricName = keyof typeof METRICS;

/** The one metric that is a histogram. */
export const DURATION = 'countersign.operation.duration' satisfies MetricName;

/** The names of what is counted. */
export type CounterName = Exclude<MetricName, typeof DURATION>;

/** Seconds: a round trip to Redis takes a millisecond, and the sender has five seconds. */
export const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
