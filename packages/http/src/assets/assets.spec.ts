import { describe, expect, test } from '@jest/globals';
import { ASSETS } from './index.js';

const body = (name: string) => ASSETS.get(name)?.body ?? '';

describe('assets', () => {
  test('are the files that the pages ask for', () => {
    expect([...ASSETS].map(([name, { contentType }]) => [name, contentType])).toEqual([
      ['countersign.css', 'text/css; charset=utf-8'],
      ['countersign.js', 'text/javascript; charset=utf-8'],
      ['passkey.js', 'text/javascript; charset=utf-8'],
      ['countersign.svg', 'image/svg+xml'],
    ]);
  });

  test('R81: nothing is loaded from anywhere', () => {
    expect(body('countersign.css')).not.toMatch(/url\(|@import|https?:/);
    expect(body('countersign.js')).not.toMatch(/\bimport\b|https?:|innerHTML|eval/);
    // The page says where: below its own base path.
    expect(body('countersign.js').match(/fetch\([^,)]*/g)).toEqual(['fetch(news.dataset.follow']);
    expect(body('passkey.js')).not.toMatch(/\bimport\b|innerHTML|eval|XMLHttpRequest|sendBeacon|WebSocket/);
    expect(body('passkey.js').match(/fetch\([^,)]*/g)).toEqual(['fetch(path']);
  });

  test('the scripts stay small', () => {
    expect(body('countersign.js').split('\n').length).toBeLessThan(100);
    expect(body('passkey.js').length).toBeLessThan(16_384);
  });

  test('a library comes with its licence', () => {
    expect(body('passkey.js')).toMatch(/^\/\* SimpleWebAuthn, Copyright \(c\) 2020 Matthew Miller, MIT License \*\/\n/);
  });
});
