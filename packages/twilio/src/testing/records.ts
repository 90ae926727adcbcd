/** One request as the stand-in got it. */
export interface TwilioRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** User name and password of Basic authentication; null when there was none that could be read. */
  readonly credentials: { readonly username: string; readonly password: string } | null;
  /** The form's fields by Twilio's names, as `To`, `Body`. Of a repeated field the last one. */
  readonly fields: Readonly<Record<string, string>>;
  /** The same with all values of each, in the order in which they came. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** One text that Twilio would have sent, by SMS or WhatsApp. */
export interface TwilioMessage {
  readonly sid: string;
  /** As it was asked for: a number, or `whatsapp:` and a number. */
  readonly to: string;
  /** Empty for a text made of a template. */
  readonly body: string;
  readonly from: string | undefined;
  readonly messagingServiceSid: string | undefined;
  /** Of a text made of a template: which, and what its gaps are filled with. */
  readonly contentSid: string | undefined;
  readonly contentVariables: Readonly<Record<string, string>>;
  /** Seconds; undefined when the request did not say. */
  readonly validityPeriod: number | undefined;
  readonly fields: TwilioRequest['fields'];
  readonly lists: TwilioRequest['lists'];
  /** When it came, in milliseconds of the Unix epoch. */
  readonly at: number;
  /** As Twilio's resource says it now, and with it the code of why not. */
  status: string;
  errorCode: number | null;
  /** Whether the text was taken out of Twilio's log by an update with an empty body. */
  redacted: boolean;
}

/** One call that Twilio would have made. */
export interface TwilioCall {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  /** What is to be said, in TwiML; undefined when it is to be fetched from `url`. */
  readonly twiml: string | undefined;
  readonly url: string | undefined;
  readonly fields: TwilioRequest['fields'];
  readonly lists: TwilioRequest['lists'];
  readonly at: number;
  status: string;
  errorCode: number | null;
}

/** One status callback that the stand-in posted. */
export interface TwilioCallback {
  /** Of the message or call. */
  readonly sid: string;
  /** The status that it told. */
  readonly status: string;
  /** The URL that was asked for and signed; JSON bodies add `bodySHA256` to it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The HTTP status that came back; null when none came. Redirects are not followed. */
  readonly answer: number | null;
}
