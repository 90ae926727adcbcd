import { describe, expect, test } from '@jest/globals';
import { CODE, codeMessage } from '../code-message.fixture.js';
import { spokenCode } from './spoken-code.js';
import { SPOKEN_TEXTS, type SpokenLanguage } from './spoken-texts.js';

const LANGUAGES = Object.keys(SPOKEN_TEXTS) as SpokenLanguage[];
const PURPOSES = ['sign-in', 'enrol', 'step-up', 'change'] as const;

describe.each(LANGUAGES)('a call in %s', (language) => {
  test.each(PURPOSES)('R30: names the service and the purpose %s, and no number', (purpose) => {
    const twiml = spokenCode(codeMessage({ purpose }), language);
    expect(twiml).toContain('Management Interface');
    expect(twiml).toContain(SPOKEN_TEXTS[language].purposes[purpose]);
    expect(twiml).not.toContain('31612345678');
  });

  test('says each digit alone, with a second behind it, twice', () => {
    const twiml = spokenCode(codeMessage(), language);
    const digits = [...twiml.matchAll(/<Say language="[a-z]{2}-[A-Z]{2}">(\d)<\/Say><Pause length="1"\/>/g)];
    expect(digits.map(([, digit]) => digit).join('')).toBe(CODE + CODE);
    expect(twiml).not.toContain(CODE);
  });

  test('is short enough for Twilio, with the longest code too', () => {
    expect(spokenCode(codeMessage(), language).length).toBeLessThan(4_000);
  });
});

test('a name with what means something in XML is said, and nothing else', () => {
  const issuer = '</Say><Dial>+31900123456</Dial> & "Sons"';
  const twiml = spokenCode(codeMessage({ issuer }), 'en');
  expect(twiml).toContain('&lt;/Say&gt;&lt;Dial&gt;');
  expect(twiml).not.toContain('<Dial>');
});
