/** Who asks Twilio, how long for, and where. */
export interface TwilioClientOptions {
  readonly accountSid: string;
  /** An API key, or the account's SID. */
  readonly username: string;
  /** The key's secret, or the account's auth token. */
  readonly password: string;
  /** Null: Twilio's own. */
  readonly apiUrl: URL | null;
  /** For a request as a whole, in milliseconds. */
  readonly timeoutMs: number;
}
