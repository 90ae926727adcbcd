/** A text that would have been sent. */
export interface InboxMessage {
  readonly to: string;
  readonly body: string;
  readonly at: Date;
}

/** The texts that were sent since the start, kept instead of sent. */
export interface Inbox {
  messages(): readonly InboxMessage[];
}

/** The token of the {@link Inbox}. */
export const INBOX = Symbol('Inbox');
