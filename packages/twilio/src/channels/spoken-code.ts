import type { CodeMessage } from '@countersign/core';
import twilio from 'twilio';
import { SPOKEN_TEXTS, type SpokenLanguage, type SpokenTexts } from './spoken-texts.js';

/**
 * The TwiML of a call: service and purpose, then the digits one by one with a second after each, twice. The SDK builds it,
 * so whatever is in the service's name is escaped. It holds the code: call it at the border only.
 */
export function spokenCode({ issuer, purpose, code }: CodeMessage, language: SpokenLanguage): string {
  const texts: SpokenTexts = SPOKEN_TEXTS[language];
  const response = new twilio.twiml.VoiceResponse();
  const say = (text: string) => {
    response.say({ language: texts.locale }, text);
    response.pause({ length: 1 });
  };
  const digits = [...code.reveal()];
  // What is said first is lost on who still brings the phone to an ear.
  response.pause({ length: 1 });
  for (const text of [texts.opening(issuer, texts.purposes[purpose]), ...digits]) say(text);
  for (const text of [texts.again, ...digits, texts.closing]) say(text);
  return response.toString();
}
