import { afterAll } from '@jest/globals';
import { openHosts } from './open-hosts.js';

/** All hosts, started once for the spec that imports this, and ended with it. */
export const open = await openHosts();
afterAll(() => open[Symbol.asyncDispose]());
