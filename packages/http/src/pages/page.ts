import type { OwnFactor, SecondFactorErrorCode, SecondFactorState } from '@countersign/core';

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
  /** The language of the page. */
  readonly locale: 'en';
  /** A page of the host to open afterwards, for a visitor whose sign-in does not hold it yet. */
  readonly returnTo?: string | null;
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

/** Says that the second step is needed and offers to send a code. */
export interface SendCodePage {
  readonly name: 'send-code';
  readonly state: SecondFactorState;
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

/** The signed-in administrator's own factors, and what can be done with each. */
export interface FactorsPage {
  readonly name: 'factors';
  readonly factors: readonly OwnFactor[];
  /** Whether an authenticator app can be added here. */
  readonly totp: boolean;
  /** Where the page leads back to. */
  readonly back: string;
  readonly problem?: PageProblem | undefined;
}

/** Everything that can be shown. */
export type Page = RegisterPhonePage | VerifyPage | SendCodePage | RefusedPage | NotMePage | FactorsPage;
