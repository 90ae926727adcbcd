import { problem, skipped, type Verdict, warning } from '../finding.js';

/** What an error of the SDK tells, and all of it that may be told. */
export interface TwilioFault {
  /** The HTTP status; `undefined` when no answer came. */
  readonly status: number | undefined;
  /** Of a connection that failed, as Node names it. */
  readonly code: string | undefined;
}

const GAVE_UP = ['ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT'];

/** Reads the marks of an error, which is then dropped: its text may repeat what was asked (R32). */
export function faultOf(error: unknown): TwilioFault {
  const { status, code } = Object(error) as { status?: unknown; code?: unknown };
  return {
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : undefined,
  };
}

/** What is found when Twilio cannot be asked, or does not answer what was asked. */
export function faultVerdict(error: unknown): Verdict {
  const { status, code = 'UNKNOWN' } = faultOf(error);
  if (status === undefined) {
    const says = GAVE_UP.includes(code) ? 'Twilio did not answer in time.' : `Twilio cannot be reached (${code}).`;
    return problem(says, 'See whether this machine may connect to Twilio, by https.');
  }
  if (status === 401) return skipped('Twilio does not let the API key in. See twilio-credentials.');
  if (status === 403) return warning('The API key may not read this.', RESTRICTED);
  if (status === 429) return warning('Twilio is busy (429).', 'Run the doctor again in a minute.');
  return problem(
    `Twilio answered with ${status}.`,
    'Look at status.twilio.com, and at TWILIO_API_URL where it is set.',
  );
}

const RESTRICTED = 'It is a restricted key: let it read phone numbers and Messaging Services, or look in the console.';
