import { counted } from './wording.js';

/** The wording of factors that are no phones, and of what somebody has of the own. See `TEXTS`. */
export const FACTOR_TEXTS = {
  totp: {
    heading: 'Enter the code of your app',
    why: 'Your password alone is not enough here. Open your authenticator app and type the code that it shows for this account.',
    stepUpWhy: 'This needs a fresh proof that it is you: the code that your authenticator app shows.',
    code: '{length}-digit code of the app',
    use: 'Use the authenticator app',
    registerHeading: 'Authenticator app',
    registerWhy:
      'An app on your phone or computer shows a new code every 30 seconds. It needs no number and no network.',
    register: 'Set up an authenticator app',
    setUpHeading: 'Set up an authenticator app',
    scan: 'Scan this code with your authenticator app. Then type the code that the app shows.',
    qr: 'QR code that sets up an authenticator app',
    byHand: 'No camera? Type this key into the app, or',
    open: 'open the app on this device.',
    confirm: 'Confirm',
    otherWay: 'Choose another way',
  },

  passkey: {
    heading: 'Use your passkey',
    why: 'Your password alone is not enough here. To go on, use your passkey or security key.',
    stepUpWhy: 'This needs a fresh proof that it is you: your passkey or security key.',
    use: 'Use your passkey',
    registerHeading: 'Passkey or security key',
    registerWhy:
      'It works on this site alone and cannot be intercepted, so it protects you better than codes do. Your phone, your computer, or a key that you carry keeps it.',
    name: 'Name of the passkey',
    nameHint: 'By which you know it again, as “Blue key”. Can be left empty.',
    register: 'Register a passkey or security key',
    failed: 'No passkey was used. Try again, or another way.',
    wrong: 'That passkey was not accepted.',
    without: 'A passkey needs scripts, and a browser that knows passkeys. Use another way here, or another browser.',
  },

  recovery: {
    heading: 'Use a recovery code',
    why: 'Each of your recovery codes works once, and so does the code that an administrator has given you. Afterwards you register anew what you use for the second step, and get new codes.',
    code: 'Recovery code, or an administrator’s code',
    hint: '16 letters and digits. Capitals, spaces and hyphens do not matter.',
    use: 'Use this code',
    nextHeading: 'Register your second step anew',
    next: 'Your code was right, and is used up. Register now what you will use for the second step: it takes the place of what you had.',
  },

  bypassCode: {
    heading: 'A code for another account',
    what: 'It works once, until {time} (UTC), after the right password: whoever enters it registers a new second step. A code that was issued before does not work any more.',
    tell: 'Give it to the owner of the account alone, by a way on which you know them. They were told that it was issued.',
    waits: 'It works only when a second administrator has approved it.',
    once: 'It is not shown again.',
    continue: 'Continue',
  },

  recoveryCodes: {
    heading: 'Your new recovery codes',
    why: 'With one of these and your password you get in when nothing else is at hand. Keep them where nobody else looks. Codes that you had before do not work any more.',
    once: 'They are not shown again.',
    download: 'Download as text',
    print: 'Print',
    continue: 'Continue',
    file: 'recovery-codes.txt',
    fileTitle: 'Recovery codes for {issuer}. Each works once.',
  },

  factors: {
    heading: 'My security',
    why: 'These are your ways to take the second step when you log in. Whoever changes them has to prove one first, and all your other sessions end.',
    none: 'You have no second step yet: your password alone opens your account.',
    kinds: {
      phone: 'Phone {phone}',
      totp: 'Authenticator app',
      passkey: 'Passkey',
      recovery: 'Recovery codes',
    },
    named: '{name} ({kind})',
    phoneAloud: 'phone ending in {digits}',
    since: 'Since {date}',
    preferred: 'Asked for first',
    disabled: 'Disabled after too many wrong codes',
    changeNumber: 'Change number',
    remove: 'Remove',
    useFirst: 'Use first',
    rename: 'Rename',
    name: 'Name',
    save: 'Save name',
    add: 'Add another',
    addPhone: 'Add phone',
    addTotp: 'Add authenticator app',
    addPasskey: 'Add passkey or security key',
    makeCodes: 'Make new recovery codes',
    left: counted('{n} code left', '{n} codes left'),
    back: 'Back',
  },

  trust: {
    label: counted('Trust this browser for {n} day', 'Trust this browser for {n} days'),
    hint: 'You will not be asked for the second step when you log in here. Only for a device that nobody else uses.',
  },

  devices: {
    heading: 'Trusted browsers',
    what: counted(
      'In these browsers you log in with your password alone. Each is trusted for {n} day from the log-in at which you asked for it.',
      'In these browsers you log in with your password alone. Each is trusted for {n} days from the log-in at which you asked for it.',
    ),
    none: 'No browser is trusted.',
    thisOne: '(this one)',
    trusted: 'Trusted on {day}.',
    used: 'Last used on {day}.',
    ends: 'Ends on {day}.',
    revoke: 'Stop trusting',
    back: 'Back',
  },
} as const;
