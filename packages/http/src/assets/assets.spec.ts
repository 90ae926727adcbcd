import { describe, expect, test } from '@jest/globals';
import { ASSETS } from './index.js';

const body = (name: string) => ASSETS.get(name)?.body ?? '';

describe('assets', () => {
  test('are the files that the pages ask for', () => {
    expect([...ASSETS].map(([name, { contentType }]) => [name, contentType])).toEqual([
      ['countersign.css', 'text/css; charset=utf-8'],
      ['countersign.js', 'text/javascript; charset=utf-8'],
      ['countersign.svg', 'image/svg+xml'],
    ]);
  });

  test('R81: nothing is loaded from anywhere', () => {
    expect(body('countersign.css')).not.toMatch(/url\(|@import|https?:/);
    expect(body('countersign.js')).not.toMatch(/\bimport\b|https?:|innerHTML|eval/);
    // The page says where: below its own base path.
    expect(body('countersign.js').match(/fetch\([^,)]*/g)).toEqual(['fetch(news.dataset.follow']);
  });

  test('the script stays small', () => {
    expect(body('countersign.js').split('\n').length).toBeLessThan(100);
  });
});
