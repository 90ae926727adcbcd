import { afterAll, beforeEach, describe } from '@jest/globals';
import { openHosts } from './open-hosts.js';
import type { RunningHost } from './running-host.js';

/** All hosts, started once for the spec that imports this, and ended with it. */
export const open = await openHosts();
afterAll(() => open[Symbol.asyncDispose]());

// All tests come from one address, and together ask for more codes than a host would send.
beforeEach(() => Promise.all(open.hosts.map((host) => host.forgetSends())));

/** `describe.each`, for hosts of a kind that may have been left out. */
export function describeEach(
  hosts: readonly (readonly [name: string, host: RunningHost])[],
): (name: string, tell: (name: string, host: RunningHost) => void) => void {
  return hosts.length > 0 ? describe.each(hosts) : () => undefined;
}
