/** @typedef {import('./results.mjs').Line} Line */

const sum = (lines, of) => lines.reduce((total, line) => total + of(line), 0);

const row = ({ name, passed, failed, seconds, note = '' }, width) =>
  [
    name.padEnd(width),
    `${passed}`.padStart(7),
    `${failed}`.padStart(7),
    `${seconds.toFixed(1)} s`.padStart(9),
    ` ${note}`,
  ]
    .join(' ')
    .trimEnd();

/**
 * A table of lines, a row each.
 * @param {Line[]} lines
 * @returns {string}
 */
export function table(lines) {
  const width = Math.max(...lines.map((line) => line.name.length));
  const head = `${''.padEnd(width)}  passed  failed      time`;
  return [head, ...lines.map((line) => row(line, width))].join('\n');
}

/**
 * What a run came to.
 * @param {Line[]} lines
 * @returns {{ text: string, ok: boolean }} `text` is `N passed, N failed`.
 */
export function total(lines) {
  const passed = sum(lines, (line) => line.passed);
  const failed = sum(lines, (line) => line.failed);
  return { text: `${passed} passed, ${failed} failed`, ok: failed === 0 && passed > 0 };
}
