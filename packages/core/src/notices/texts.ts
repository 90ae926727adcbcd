import type { NoticeKind } from '../ports/notifier.js';

interface NoticeTexts {
  /** The title, and the first sentence. */
  readonly title: string;
  readonly what: string;
}

/** All wording of the notices. `{name}` is filled in. */
export const TEXTS = {
  greeting: 'Hello,',
  when: 'When: {at} UTC',
  address: 'From the address: {address}',
  account: 'Account: the one with which you log in at {host}',
  contest:
    'If this was not you, open this link and press the button. It ends all sessions of your account and raises an alarm. It works for 7 days:',
  contestWithoutLink: 'If this was not you, tell an administrator at once.',
  ignore: 'If it was you, there is nothing to do.',
  never: 'Nobody will ever ask you for a code, by telephone, mail or chat.',

  passkeyEnrolled: {
    title: '{issuer}: a passkey was registered for your account',
    what: 'A passkey or security key was registered for the second step of your account. Whoever holds it can take that step.',
  },

  kinds: {
    factor_enrolled: {
      title: '{issuer}: a phone was registered for your account',
      what: 'A phone was registered for the second step of your account. Codes are sent there from here on.',
    },
    factor_changed: {
      title: '{issuer}: your second step was changed',
      what: 'One of the ways in which you take the second step of your account has taken the place of another, as when a number is changed. All other sessions were ended.',
    },
    factor_removed: {
      title: '{issuer}: a part of your second step was removed',
      what: 'One of the ways in which you take the second step of your account was removed. All other sessions were ended.',
    },
    factor_disabled: {
      title: '{issuer}: your phone was disabled',
      what: 'After a hundred wrong codes in a row the phone of your account was disabled. Ask an administrator to reset your second step.',
    },
    factors_reset: {
      title: '{issuer}: your second step was reset',
      what: 'An administrator has removed the phone of your account. You register one again when you next log in.',
    },
    password_suspected: {
      title: '{issuer}: somebody may know your password',
      what: 'Too many wrong codes came after your right password. All sessions were ended, and nobody can log in until the password is another one.',
    },
    wrong_codes: {
      title: '{issuer}: wrong codes after your right password',
      what: 'Five wrong codes were entered within 24 hours, after your right password. If they were not yours, somebody knows it: change it.',
    },
    unlocked: {
      title: '{issuer}: your account was unlocked',
      what: 'An administrator has unlocked the second step of your account.',
    },
    recovery_code_used: {
      title: '{issuer}: a recovery code of yours was used',
      what: 'Somebody who knows your password has used one of your recovery codes. What you had registered for the second step is replaced next.',
    },
    recovery_codes_renewed: {
      title: '{issuer}: you have new recovery codes',
      what: 'New recovery codes were made for your account. Those that you had do not work any more.',
    },
    recovery_codes_low: {
      title: '{issuer}: you have few recovery codes left',
      what: 'Three or fewer of your recovery codes are left. Make new ones.',
    },
    bypass_code_issued: {
      title: '{issuer}: an administrator issued a code for your account',
      what: 'An administrator has issued a code that stands in for what you take the second step with, as for a lost phone. It works once, within 15 minutes, after your password. All sessions of your account were ended.',
    },
    bypass_code_used: {
      title: '{issuer}: the code of an administrator was used for your account',
      what: 'Somebody who knows your password has used the code that an administrator issued. What you had registered for the second step is replaced next.',
    },
    device_trusted: {
      title: '{issuer}: a browser is trusted for your account',
      what: 'After the second step of a log-in a browser was trusted: it is not asked for a code there for some days. You can end that among your trusted browsers.',
    },
    device_theft: {
      title: '{issuer}: somebody may have copied a browser of yours',
      what: 'Somebody logged in with your right password, and with an old copy of what one of your trusted browsers keeps. That browser is trusted no more. If you did not restore or copy a browser, change your password.',
    },
  } satisfies Record<NoticeKind, NoticeTexts>,
} as const;
