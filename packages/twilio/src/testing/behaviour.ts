/** How the stand-in for Twilio answers a request. Build one with {@link twilioAnswers}. */
export type TwilioBehaviour =
  | { readonly kind: 'accept' }
  | { readonly kind: 'error'; readonly code: number; readonly status: number; readonly message: string }
  | { readonly kind: 'quote'; readonly status: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'reset' }
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'delay'; readonly milliseconds: number; readonly then: TwilioBehaviour };

/** The behaviours, by name: `twilio.respond(twilioAnswers.error(21211, 400))`. */
export const twilioAnswers = {
  /** As Twilio does: 201 and a Message resource, say, or the refusal of what is wrong with the request. */
  accept: (): TwilioBehaviour => ({ kind: 'accept' }),

  /** An error as Twilio words it: `{ code, message, more_info, status }`. */
  error: (code: number, status = 400, message = `Stand-in error ${code}`): TwilioBehaviour => ({
    kind: 'error',
    code,
    status,
    message,
  }),

  /** An error that quotes the whole message, number and text: whoever logs or passes on its words gives the code away. */
  quote: (status = 400): TwilioBehaviour => ({ kind: 'quote', status }),

  /** The request is taken but no byte comes back, until the client gives up or the stand-in closes. */
  hang: (): TwilioBehaviour => ({ kind: 'hang' }),

  /** The request is taken, and the connection breaks in the middle of the answer's body. */
  cut: (): TwilioBehaviour => ({ kind: 'cut' }),

  /** The request is taken, and the connection breaks before the first byte of an answer. */
  reset: (): TwilioBehaviour => ({ kind: 'reset' }),

  /** Any status, body and headers: a proxy's error page, a redirect. */
  raw: (status: number, body: string, headers: Readonly<Record<string, string>> = {}): TwilioBehaviour => ({
    kind: 'raw',
    status,
    body,
    headers,
  }),

  /** Another behaviour, later. */
  delay: (milliseconds: number, then: TwilioBehaviour = { kind: 'accept' }): TwilioBehaviour => ({
    kind: 'delay',
    milliseconds,
    then,
  }),
} as const;

/** Whether Twilio would have done what was asked for, whatever the client learns of it. */
export function takesRequest(behaviour: TwilioBehaviour): boolean {
  if (behaviour.kind === 'delay') return takesRequest(behaviour.then);
  if (behaviour.kind === 'raw') return behaviour.status >= 200 && behaviour.status < 300;
  return behaviour.kind !== 'error' && behaviour.kind !== 'quote';
}
