import { CHANNELS, type Method } from '@countersign/core';

export { CHANNELS };

/** The methods that a body may name: those of a phone. */
export const METHODS: readonly Method[] = CHANNELS;
