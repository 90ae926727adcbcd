import type { Check } from '../check.js';
import { ok, problem, skipped, type Verdict, warning } from '../finding.js';
import { asAccount } from './twilio-access.js';
import { faultOf, faultVerdict } from './twilio-fault.js';

/** What kind of account it is, and whether it is active. Only its auth token may read that. */
export const accountCheck: Check = {
  name: 'twilio-account',
  async run({ twilio }) {
    const { accountSid = '', authTokens } = twilio;
    if (authTokens.length === 0) return skipped('TWILIO_AUTH_TOKEN is not set; no API key may read the account.');
    const asked = authTokens.map((token) => asAccount(twilio, token).api.v2010.accounts(accountSid).fetch());
    const answers = await Promise.allSettled(asked);
    const account = answers.find((answer) => answer.status === 'fulfilled');
    if (account) return verdictOf(account.value);
    const errors = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    const other = errors.find((error) => faultOf(error).status !== 401);
    return other === undefined ? REFUSED : faultVerdict(other);
  },
};

function verdictOf({ type, status }: { readonly type: string; readonly status: string }): Verdict {
  if (status === 'suspended' || status === 'closed')
    return problem(`The account is ${status}: it sends nothing.`, 'Look in the console: balance, fraud, policy.');
  if (type === 'Trial') return TRIAL;
  return ok('A full account, and it is active.');
}

const TRIAL = warning(
  'A trial account: only numbers that were verified in the console get texts.',
  'Upgrade the account before you go live.',
);

const REFUSED = problem(
  'TWILIO_AUTH_TOKEN is not one of this account: receipts would be refused.',
  'Copy the auth token from the console; while it is changed give both, with a comma.',
);
