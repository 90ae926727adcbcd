import type { Purpose } from '@countersign/core';

/** What a call says, in one language. */
export interface SpokenTexts {
  /** The language as Twilio's `<Say>` names it. */
  readonly locale: 'en-US' | 'nl-NL' | 'de-DE' | 'fr-FR';
  /** The first sentences, with the names of service and purpose in them. */
  readonly opening: (issuer: string, purpose: string) => string;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly again: string;
  readonly closing: string;
}

/** Everything that calls say. */
export const SPOKEN_TEXTS = {
  en: {
    locale: 'en-US',
    opening: (issuer, purpose) =>
      `Hello. This is ${issuer}, with your code to ${purpose}. Never share it with anyone. The code is:`,
    purposes: {
      'sign-in': 'log in',
      enrol: 'register this phone',
      'step-up': 'confirm that it is you',
      change: 'change your phone',
    },
    again: 'Once more:',
    closing: 'Goodbye.',
  },
  nl: {
    locale: 'nl-NL',
    opening: (issuer, purpose) =>
      `Hallo. Dit is ${issuer}, met uw code om ${purpose}. Deel die met niemand. De code is:`,
    purposes: {
      'sign-in': 'in te loggen',
      enrol: 'deze telefoon te registreren',
      'step-up': 'te bevestigen dat u het bent',
      change: 'uw telefoon te wijzigen',
    },
    again: 'Nog een keer:',
    closing: 'Tot ziens.',
  },
  de: {
    locale: 'de-DE',
    opening: (issuer, purpose) =>
      `Guten Tag. Hier ist ${issuer} mit Ihrem Code, um ${purpose}. Geben Sie ihn an niemanden weiter. Der Code lautet:`,
    purposes: {
      'sign-in': 'sich anzumelden',
      enrol: 'dieses Telefon zu registrieren',
      'step-up': 'zu bestätigen, dass Sie es sind',
      change: 'Ihr Telefon zu ändern',
    },
    again: 'Noch einmal:',
    closing: 'Auf Wiederhören.',
  },
  fr: {
    locale: 'fr-FR',
    opening: (issuer, purpose) =>
      `Bonjour. Ici ${issuer}, avec votre code pour ${purpose}. Ne le communiquez à personne. Le code est :`,
    purposes: {
      'sign-in': 'vous connecter',
      enrol: 'enregistrer ce téléphone',
      'step-up': 'confirmer que c’est bien vous',
      change: 'changer de téléphone',
    },
    again: 'Je répète :',
    closing: 'Au revoir.',
  },
} as const satisfies Record<string, SpokenTexts>;

/** A language that calls can be in. */
export type SpokenLanguage = keyof typeof SPOKEN_TEXTS;
