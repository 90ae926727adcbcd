import type { PendingStore } from '../../ports/pending-store.js';
import type { ContractCase } from '../contract-case.js';

/** What the contract of {@link PendingStore} needs to see and do. */
export interface PendingStoreHarness {
  readonly store: PendingStore;
  /** Lets time pass for the store, whatever its clock is. */
  advance(seconds: number): Promise<void>;
  /** The names of all keys that would live for ever. */
  keysWithoutExpiry(): Promise<string[]>;
  /** All keys and all values, as one text. */
  dump(): Promise<string>;
}

/** A sentence about pending stores. */
export type PendingStoreCase = ContractCase<PendingStoreHarness>;
