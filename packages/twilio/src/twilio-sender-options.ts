import type { SpokenLanguage } from './channels/spoken-texts.js';

/** Options of {@link twilioSender}. Nothing is read from the environment: the host hands over what it has. */
export type TwilioSenderOptions = TwilioAccountOptions & TwilioFromOptions & TwilioSendingOptions;

/** Which account sends, and by which key. */
export interface TwilioAccountOptions {
  /** The account's SID, which starts with `AC`. */
  readonly accountSid: string;
  /** The SID of an API key of that account, which starts with `SK`. The account's auth token is not accepted (R32). */
  readonly apiKey: string;
  /** The API key's secret. */
  readonly apiSecret: string;
}

/** Whom the text comes from: exactly one of the two. */
export type TwilioFromOptions =
  | {
      /** A number as `+15005550006`, a short code, or an alphanumeric sender of at most 11 characters. */
      readonly from: string;
      readonly messagingServiceSid?: never;
    }
  | {
      /** A Messaging Service's SID, which starts with `MG`; Twilio picks a sender of its pool. */
      readonly messagingServiceSid: string;
      readonly from?: never;
    };

/** Calls that say the code. */
export interface TwilioVoiceOptions {
  /** A number of the account's that can call, as `+15005550006`. */
  readonly from: string;
  /** What the calls are in: `en`, `nl`, `de` or `fr`. @defaultValue 'en' */
  readonly language?: SpokenLanguage;
}

/** WhatsApp messages: from exactly one of a number and a Messaging Service. */
export type TwilioWhatsappOptions = {
  /** The SID of an approved authentication template, which starts with `HX`; its one variable, `1`, is the code. */
  readonly contentSid: string;
} & (
  | {
      /** The number of a WhatsApp sender, as `+15005550006`, without `whatsapp:`. */
      readonly from: string;
      readonly messagingServiceSid?: never;
    }
  | { readonly messagingServiceSid: string; readonly from?: never }
);

/** How messages are sent. */
export interface TwilioSendingOptions {
  /** Codes by call too. @defaultValue none: no call is offered */
  readonly voice?: TwilioVoiceOptions;
  /** Codes by WhatsApp too. @defaultValue none: WhatsApp is not offered */
  readonly whatsapp?: TwilioWhatsappOptions;
  /**
   * Another base URL, for a stand-in or a gateway. https, or http on this machine (`localhost`, `127.0.0.1`, `[::1]`).
   * Default: Twilio's, `https://api.twilio.com`.
   */
  readonly apiUrl?: string;
  /** How long a send may take as a whole, in milliseconds, 1000 to 5000. Default 5000 (R85). */
  readonly timeoutMs?: number;
  /**
   * Whether Twilio is to forget the text and the number (`ContentRetention=discard`, `AddressRetention=obfuscate`; R31).
   * An account without Message Redaction refuses such a text, with errors 30029 and 30030. Default `if-allowed`: the same
   * text is then handed over once more without, and so are all later ones. With true the outcome is `refused`.
   */
  readonly discardContent?: boolean | 'if-allowed';
  /** Lets Twilio tell what became of each message. Default: it is not asked to. */
  readonly receipts?: TwilioReceiptOptions;
}

/** How Twilio's status callbacks come in. */
export interface TwilioReceiptOptions {
  /** Where they come in, as Twilio sees it: `https://manage.example.com/2fa/twilio/status`. */
  readonly url: string;
  /**
   * The account's auth tokens, with which Twilio signs: the one that is in use, and while it is changed the next one too.
   * Nothing is sent with them.
   */
  readonly authTokens: readonly string[];
}
