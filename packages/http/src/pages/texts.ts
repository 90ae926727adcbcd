import { FACTOR_TEXTS } from './factor-texts.js';
import { counted } from './wording.js';

/**
 * All wording of the pages. `{name}` is filled in; a pair is chosen by number. What an error says first is not here: that is
 * the message of the error itself.
 */
export const TEXTS = {
  title: '{heading} – {issuer}',
  titleOfProblem: 'Error: {message} {heading} – {issuer}',
  problem: 'There is a problem',
  checkEntry: 'Check what you entered.',
  cancel: 'Cancel',
  logIn: 'Log in',
  logInAgain: 'Log in again',
  tryAgain: 'Try again',
  ...FACTOR_TEXTS,

  register: {
    heading: 'Register phone number',
    otherHeading: 'Register a second factor',
    phoneHeading: 'Phone',
    why: 'This account needs a second step at log-in: a code that we send to your phone. Register the phone that will receive it.',
    restricted:
      'SMS is a restricted method: text messages can be intercepted and numbers taken over, so it protects you less well than an authenticator app or a passkey does.',
    country: 'Country',
    chooseCountry: 'Choose a country',
    countryOption: '{name} (+{dialCode})',
    phone: 'Mobile number',
    phoneHint: 'As you would dial it in that country, or with + and the country code.',
    send: 'Send Code',
    change: {
      heading: 'Your new phone number',
      why: 'We send a code to it. Nothing changes until you have entered that code here.',
    },
  },

  due: {
    text: 'Register a second factor within {time}.',
    days: counted('{n} day', '{n} days'),
    hours: counted('{n} hour', '{n} hours'),
    minutes: counted('{n} minute', '{n} minutes'),
  },

  verify: {
    heading: 'Verify code',
    sentTo: {
      sms: 'We sent a code to {phone}',
      voice: 'We are calling {phone} to tell you a code',
      whatsapp: 'We sent a code by WhatsApp to {phone}',
    },
    sentToPhone: 'We sent a code to your phone',
    phoneAloud: 'the number ending in {digits}',
    noCode: 'There is no code to enter now. Ask for a new one to go on.',
    code: '{length}-digit code',
    markedCaption: 'The message is marked',
    verify: 'Verify',
    resend: 'Resend Code',
    resendHeading: 'No message?',
    slow: 'It can take up to a minute to arrive.',
    delivered: 'The message has reached your phone.',
    anotherWay: 'Try another way',
    by: {
      sms: 'Send the code as a text message',
      voice: 'Call me and say the code',
      whatsapp: 'Send the code by WhatsApp',
    },
    byRecovery: 'Use a recovery code',
    changeNumber: 'Change number',
    codeSent: 'Code sent. Only the newest message works, the one marked {reference}.',
    codeSentUnmarked: 'Code sent. Only the newest one works.',
    codeNotSent: 'We could not send the code. Try again in a moment.',
    undelivered:
      'The message did not get to your phone. Check that it is on and has a signal, then ask for another code.',
    unknown: 'We do not know whether the message was delivered. If it does not arrive, ask for another code.',
    useAnotherWay: 'You can also try another way.',
  },

  failures: {
    number_unreachable: 'Your phone could not be reached. Check that it is on and has a signal.',
    number_inactive: 'This number seems to be out of service.',
    number_blocked: 'Codes cannot be sent to this number.',
    number_invalid: 'This is not a complete phone number.',
    not_mobile: 'This number cannot receive text messages.',
    no_route: 'We cannot reach this number.',
    opted_out: 'You stopped messages from us. To get them again, text START to the number that they came from.',
    paused: 'Messages to this number are paused for a while.',
    country_blocked: 'We cannot send messages to this country yet.',
    too_late: 'The message was delayed and has been cancelled. Ask for another code.',
    not_delivered: 'We could not deliver the message.',
    misconfigured: 'Codes cannot be sent this way for now.',
    busy: 'We could not send the code: too many are being sent just now. Try again in a moment.',
    unavailable: 'We could not send the code. Try again in a moment.',
  },

  send: {
    heading: 'Second step needed',
    why: 'Your password alone is not enough here. To go on, enter a code that we send to your phone by SMS.',
    whyTo: 'Your password alone is not enough here. To go on, enter a code that we send by SMS to {phone}',
    stepUpHeading: 'Confirm that it is you',
    stepUpWhy: 'This needs a fresh proof that it is you: a code that we send to your phone by SMS.',
    approves: 'This is what you approve, and nothing else: {action}',
    full: 'No code was sent: as many as may be sent for now have gone out.',
    send: 'Send Code',
  },

  password: {
    why: 'You are about to change how you log in. Enter your password; the second step comes next.',
    label: 'Password',
    go: 'Continue',
  },

  uncounted: {
    why: 'Your organisation asks for a stronger second step. Confirm with what you have, then add a stronger one.',
    heading: 'Add a stronger second step',
    next: 'Your organisation asks for a stronger second step than the one that you have just used. Add one now: it takes the place of what you had.',
  },

  continue: {
    heading: 'Confirm',
    why: 'You were about to do this when we asked you to confirm that it is you. It has not been done yet.',
    action: 'Continue: POST {path}',
    confirm: 'Continue',
    leave: 'Do not continue',
  },

  refused: {
    sign_in_expired: 'Sign-in expired',
    too_many_attempts: 'Too many wrong codes',
    second_factor_locked: 'Codes are not accepted for now',
    second_factor_unavailable: 'Not available for a moment',
    cross_origin: 'Request refused',
    otherwise: 'This did not work',
  },

  notMe: {
    heading: 'Was this not you?',
    why: 'If what we told you of was not done by you or for you, end all sessions of your account here. An alarm is raised, and everybody who is signed in with your account has to prove the second step again.',
    ignore: 'If it was you, close this page: nothing has happened.',
    confirm: 'This was not me: end all sessions',
    done: {
      heading: 'Your sessions have ended',
      what: 'All sessions of your account that had passed the second step have ended, and an alarm was raised. Change your password next.',
    },
    unknown: {
      heading: 'This link does not work',
      what: 'It is older than 7 days, or it was not copied whole. If something was not you, tell an administrator.',
    },
  },

  report: {
    heading: 'Who has a second factor',
    adopted: '{enrolled} of {all} accounts have a second factor.',
    name: 'Account',
    methods: 'Second factor',
    since: 'Since (UTC)',
    kinds: { phone: 'Phone', totp: 'Authenticator app', passkey: 'Passkey', recovery: 'Recovery codes' },
    none: 'None',
    download: 'Download as CSV',
  },

  help: {
    useMarked: 'Use the code in the message marked {reference}.',
    stillWorks: 'The code in the message marked {reference} still works.',
    allowedCountries: 'Use a mobile number of a country in the list.',
    triesLeft: counted(
      'You have {n} try left. After one more wrong code you have to log in again.',
      'You have {n} tries left.',
    ),
    tryAgainIn: 'You can try again in {time}.',
    tryAgainNow: 'You can try again now.',
    anotherIn: 'You can ask for another code in {time}.',
    anotherNow: 'You can ask for another code now.',
    sendsLeft: counted(
      'Only {n} more code can be sent for this sign-in.',
      '{n} more codes can be sent for this sign-in.',
    ),
    noSendsLeft: 'No more codes can be sent for this sign-in. If none arrives, cancel and log in again.',
  },

  validity: {
    left: 'The code is valid for {time}.',
    over: 'This code has expired.',
    seconds: counted('{n} more second', '{n} more seconds'),
    minutes: counted('{n} more minute', '{n} more minutes'),
    hours: counted('{n} more hour', '{n} more hours'),
  },

  wait: {
    seconds: counted('{n} second', '{n} seconds'),
    minutes: counted('{n} minute', '{n} minutes'),
    hours: counted('{n} hour', '{n} hours'),
  },
} as const;
