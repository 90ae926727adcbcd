import { type PendingStore, SecondFactor, type SecondFactorEvent } from '@countersign/core';
import { MemoryFactorStore } from '@countersign/core/testing';
import { HeldCodes } from './held-codes.js';
import type { Person } from './people.js';

/** The most that the quotas of the installation and of a dial code can be set to: what is measured must not meet them. */
export const WIDEST = {
  total: { hour: 100_000, day: 1_000_000 },
  dialCode: { hour: 100_000, day: 1_000_000 },
} as const;

/** A host: the real rules over a real pending store, with factors in memory and codes that are held instead of sent. */
export interface Console {
  readonly secondFactor: SecondFactor<Person>;
  readonly factors: MemoryFactorStore;
  readonly codes: HeldCodes;
  /** Every event told. */
  readonly events: SecondFactorEvent[];
  readonly people: Map<string, Person>;
}

/** Makes one. Its secret is always the same, so that tags fall into the same slots in every run. */
export function createConsole(pending: PendingStore): Console {
  const factors = new MemoryFactorStore();
  const codes = new HeldCodes();
  const events: SecondFactorEvent[] = [];
  const people = new Map<string, Person>();
  const secondFactor = new SecondFactor<Person>({
    issuer: 'Management Interface',
    publicUrl: 'https://manage.example.com',
    secrets: ['a secret of the capacity model, long enough for anybody'],
    policy: 'required',
    countries: ['NL'],
    ...{ pending, factors, sender: codes, sendQuotas: WIDEST },
    // Codes here come back in phases, not one by one: a pause would be for this shape of the load, not for its size.
    lowConversion: 'alarm',
    events: { emit: (event) => void events.push(event) },
    subject: {
      id: (person) => person.id,
      load: (id) => people.get(id) ?? null,
      credentialVersion: () => '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g',
    },
  });
  return { secondFactor, factors, codes, events, people };
}
