import { administrationCases } from './host-contract/administration.cases.js';
import { approvalCases } from './host-contract/approval.cases.js';
import { contestCases } from './host-contract/contest.cases.js';
import type { HostCase } from './host-contract/contract-host.js';
import { deviceCases } from './host-contract/devices.cases.js';
import { guardCases } from './host-contract/guard.cases.js';
import { logInCases } from './host-contract/log-in.cases.js';
import { ownFactorsCases } from './host-contract/own-factors.cases.js';
import { passkeyCases } from './host-contract/passkey.cases.js';
import { quotaCases } from './host-contract/quotas.cases.js';
import { replyCases } from './host-contract/reply.cases.js';
import { sessionCases } from './host-contract/sessions.cases.js';
import { tokenCases } from './host-contract/tokens.cases.js';
import { webCases } from './host-contract/web.cases.js';

/** What a host with the second step must do, whatever its framework: give each case a host of its own. */
export function hostContract(): HostCase[] {
  const inside = [
    ...sessionCases,
    ...guardCases,
    ...approvalCases,
    ...administrationCases,
    ...contestCases,
    ...deviceCases,
    ...ownFactorsCases,
  ];
  return [...logInCases, ...inside, ...webCases, ...passkeyCases, ...quotaCases, ...replyCases, ...tokenCases];
}
