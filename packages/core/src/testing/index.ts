export type { ContractCase } from './contract-case.js';
export { type EventSinkHarness, eventSinkContract } from './event-sink.contract.js';
export { type FactorStoreHarness, factorStoreContract } from './factor-store.contract.js';
export { ManualClock } from './manual-clock.js';
export { MemoryFactorStore } from './memory-factor-store.js';
export { type PendingStoreHarness, pendingStoreContract } from './pending-store.contract.js';
export { RecordingSender, type SentMessage } from './recording-sender.js';
export { RecordingSink } from './recording-sink.js';
export { UncountedPendingStore } from './uncounted-pending-store.js';
