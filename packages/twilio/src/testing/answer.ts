/** What an operation of the stand-in answers, before a behaviour changes it. */
export interface TwilioAnswer {
  readonly status: number;
  readonly body: object;
}

/** A refusal in Twilio's words: `{ code, message, more_info, status }`. */
export function refusal(code: number, message: string, status = 400): TwilioAnswer {
  return { status, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

/** What there is none of at that path. */
export const notFound = (path: string): TwilioAnswer =>
  refusal(20404, `The requested resource ${path.split('?')[0]} was not found`, 404);

/** Whether an answer is a refusal. */
export const isRefusal = ({ status }: TwilioAnswer): boolean => status >= 400;
