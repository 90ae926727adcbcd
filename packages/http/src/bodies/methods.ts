import type { Channel, Method } from '@countersign/core';

/** The methods that a body may name. */
export const METHODS: readonly Method[] = ['sms'];

/** The channels that a body may name. */
export const CHANNELS: readonly Channel[] = ['sms'];
