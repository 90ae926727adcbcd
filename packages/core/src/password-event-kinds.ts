import type { EventKinds } from './event-kinds.js';

/** Those of an account's password. */
export const PASSWORD_EVENT_KINDS: Pick<
  EventKinds,
  'countersign.password.suspected' | 'countersign.password.replaced' | 'countersign.password.wrong'
> = {
  'countersign.password.suspected': {
    ...{ result: 'denied', severity: 'alarm', fields: ['subject', 'failuresInThirtyDays'] },
    about: 'So many wrong answers in 30 days that somebody else must know the password.',
  },
  'countersign.password.replaced': {
    ...{ result: 'success', severity: 'info', fields: ['subject'] },
    about: 'The suspected password is another one: the suspicion has ended.',
  },
  'countersign.password.wrong': {
    ...{ result: 'failure', severity: 'warning', fields: ['subject', 'failuresInWindow'], owasp: 'authn_login_fail' },
    about:
      'A session that has proved both factors was asked for the password again, and gave a wrong one, which was charged.',
  },
};
