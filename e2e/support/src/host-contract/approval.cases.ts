import { approvalIsUsedOnce, formGoesThrough } from './approval.walk.js';
import type { HostCase } from './contract-host.js';
import { signIn } from './walk.js';

/** Actions that cannot be undone, and forms that a step-up interrupts. */
export const approvalCases: HostCase[] = [
  {
    name: 'R67, R69: a form that a step-up has interrupted goes through after it, once',
    run: async (host) => formGoesThrough(await signIn(host), () => host.sender.last.code),
  },
  {
    name: 'R69: an approval counts for one action with its parameters, and for one run of it',
    run: async (host) => approvalIsUsedOnce(await signIn(host), () => host.sender.last.code),
  },
];
