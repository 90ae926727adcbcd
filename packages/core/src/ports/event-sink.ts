import type { SecondFactorEvent } from '../events.js';

/** Takes typed security events. A sink that throws never changes a decision. */
export interface EventSink {
  emit(event: SecondFactorEvent): void;
}
