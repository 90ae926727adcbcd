/**
 * Specs that start the same console, or stage, and begin each test as on its first day: `together.<name>.mjs` runs those
 * of a name as one test file, on one start of it. A start is some ten seconds of a processor. Quotas come last: they end
 * with processes that leave a failing provider alone for a while.
 */
export const TOGETHER = {
  stories: ['stories-pages', 'stories', 'stories-code', 'stories-receipt'],
  attacks: ['attack-codes', 'attack-binding', 'attack-doors', 'attack-sending', 'attack-quotas'],
  measured: ['attack-answers', 'attack-guessing', 'attack-race'],
};
