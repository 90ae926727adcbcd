/** How the stand-in for Twilio answers a request for a message. Build one with {@link twilioAnswers}. */
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
  /** 201 and a Message resource. The message reaches {@link TwilioStandIn.messages}. */
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

  /** The message is taken but no byte comes back, until the client gives up or the stand-in closes. */
  hang: (): TwilioBehaviour => ({ kind: 'hang' }),

  /** The message is taken, and the connection breaks in the middle of a 201's body. */
  cut: (): TwilioBehaviour => ({ kind: 'cut' }),

  /** The message is taken, and the connection breaks before the first byte of an answer. */
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

/** Whether Twilio would have sent the text, whatever the client learns of it. */
export function takesMessage(behaviour: TwilioBehaviour): boolean {
  if (behaviour.kind === 'delay') return takesMessage(behaviour.then);
  if (behaviour.kind === 'raw') return behaviour.status >= 200 && behaviour.status < 300;
  return behaviour.kind !== 'error' && behaviour.kind !== 'quote';
}
