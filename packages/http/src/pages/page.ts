import type {
  Channel,
  InterruptedForm,
  Method,
  OwnFactor,
  SecondFactorErrorCode,
  SecondFactorState,
} from '@countersign/core';

/** What every page needs to know of its surroundings. */
export interface PageContext {
  /** The product's name, as it is shown. */
  readonly issuer: string;
  /** Where the second step is mounted, as `/2fa`. */
  readonly basePath: string;
  /** Where the stylesheet and the script are, as `/2fa/assets`. */
  readonly assetsPath: string;
  /** The host's log-in page, as `/login`. */
  readonly loginPath: string;
  /** Whether the sender's provider tells what becomes of messages. */
  readonly receipts?: boolean;
  /** For how many days a browser may be trusted; absent where none is. */
  readonly trustDays?: number | undefined;
  /** Where a page of somebody who is signed in leads back to, as `/`. */
  readonly homePath?: string;
  /** The language of the page. */
  readonly locale: 'en';
  /** A page of the host to open afterwards, for a visitor whose sign-in does not hold it yet. */
  readonly returnTo?: string | null;
  /** What a step-up is to approve, for a visitor whose step-up is not open yet. */
  readonly approval?: string | null;
  /** How its first code is to go out. */
  readonly method?: Channel | undefined;
}

/** A country whose phone numbers are accepted. */
export interface CountryChoice {
  /** ISO 3166 alpha-2, as `NL`. */
  readonly code: string;
  /** As it is shown; {@link countryName} gives it. */
  readonly name: string;
  /** Without plus sign, as `31`. */
  readonly dialCode: string;
}

/** Why the last request was refused. */
export interface PageProblem {
  /** The machine-readable reason. */
  readonly errorCode: SecondFactorErrorCode;
  /** One or two sentences for the visitor. */
  readonly message: string;
  /** When to try again. */
  readonly retryAfterSeconds?: number | undefined;
  /** Wrong answers left before the sign-in is destroyed. */
  readonly attemptsLeft?: number | undefined;
  /** The reference of the live code. */
  readonly reference?: string | undefined;
  /** What was wrong with the request, a line each. */
  readonly details?: readonly string[] | undefined;
}

/** Asks for a country and a mobile number. */
export interface RegisterPhonePage {
  readonly name: 'register-phone';
  readonly state: SecondFactorState;
  readonly countries: readonly CountryChoice[];
  /** What was typed before, so that it need not be typed again. */
  readonly values?: { readonly phone?: string | undefined; readonly country?: string | undefined } | undefined;
  readonly problem?: PageProblem | undefined;
}

/** Asks for the code. */
export interface VerifyPage {
  readonly name: 'verify';
  readonly state: SecondFactorState;
  readonly problem?: PageProblem | undefined;
  /** How the send went that led here. */
  readonly notice?: 'code_not_sent' | 'code_sent' | undefined;
}

/** Asks for the code of an authenticator app, or sets one up. */
export interface TotpPage {
  readonly name: 'totp';
  readonly state: SecondFactorState;
  readonly problem?: PageProblem | undefined;
}

/** Asks for a passkey. */
export interface PasskeyPage {
  readonly name: 'passkey';
  readonly state: SecondFactorState;
  readonly problem?: PageProblem | undefined;
}

/** Says that the second step is needed and offers to send a code. */
export interface SendCodePage {
  readonly name: 'send-code';
  readonly state: SecondFactorState;
  /** What the code will approve, where it is for one action. */
  readonly action?: string | null | undefined;
  readonly problem?: PageProblem | undefined;
}

/** Asks for the password, before a step-up that proves both factors. */
export interface PasswordPage {
  readonly name: 'password';
  /** What the step-up will approve, where it is for one action. */
  readonly action?: string | null | undefined;
  readonly problem?: PageProblem | undefined;
}

/** Says why it is over, and where to go. */
export interface RefusedPage {
  readonly name: 'refused';
  readonly problem: PageProblem;
}

/** Behind the link of a notice: asks once more, or says what came of it. */
export type NotMePage = { readonly name: 'not-me' } & (
  | { readonly token: string }
  | { readonly token?: undefined; readonly outcome: 'done' | 'unknown' }
);

/** An account of the report; `since` is ISO 8601, UTC, and `null` where there is no second factor. */
export interface ReportedAccount {
  readonly id: string;
  readonly name: string;
  readonly methods: readonly Method[];
  readonly since: string | null;
}

/** Who has a second factor, and who has not. */
export interface ReportPage {
  readonly name: 'report';
  readonly accounts: readonly ReportedAccount[];
}

/** Offers to post a form again that the second step has interrupted. */
export interface ContinuePage {
  readonly name: 'continue';
  readonly form: InterruptedForm;
  /** Where one goes who does not. */
  readonly defaultPath: string;
}

/** Asks for a recovery code. */
export interface RecoveryPage {
  readonly name: 'recovery';
  readonly problem?: PageProblem | undefined;
  /** Whether there is another way that could be tried. */
  readonly moreMethods: boolean;
}

/** Shows a fresh set of recovery codes, once. */
export interface RecoveryCodesPage {
  readonly name: 'recovery-codes';
  /** As they are typed. */
  readonly codes: readonly string[];
  /** The page to open afterwards. */
  readonly continueTo: string;
}

/** Shows a bypass code to its issuer, once. */
export interface BypassCodePage {
  readonly name: 'bypass-code';
  /** As it is typed. */
  readonly code: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string;
  readonly needsApproval: boolean;
  /** The page to open afterwards. */
  readonly continueTo: string;
}

/** A trusted device, as replies and pages show it. Times are ISO 8601 in UTC. */
export interface DeviceItem {
  readonly id: string;
  /** As `Firefox on Windows`. */
  readonly name: string;
  readonly firstUsedAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  /** Whether it is the browser that asks. */
  readonly thisOne: boolean;
}

/** Shows the trusted devices of who is signed in. */
export interface DevicesPage {
  readonly name: 'devices';
  readonly devices: readonly DeviceItem[];
}

/** The signed-in administrator's own factors, and what can be done with each. */
export interface FactorsPage {
  readonly name: 'factors';
  readonly factors: readonly OwnFactor[];
  /** What can be added here. */
  readonly methods: readonly Method[];
  /** Whether browsers can be trusted here. */
  readonly devices: boolean;
  /** Where the page leads back to. */
  readonly back: string;
  readonly problem?: PageProblem | undefined;
}

/** Everything that can be shown. */
export type Page =
  | RegisterPhonePage
  | VerifyPage
  | PasskeyPage
  | TotpPage
  | SendCodePage
  | PasswordPage
  | RefusedPage
  | NotMePage
  | ContinuePage
  | ReportPage
  | RecoveryPage
  | RecoveryCodesPage
  | BypassCodePage
  | DevicesPage
  | FactorsPage;
