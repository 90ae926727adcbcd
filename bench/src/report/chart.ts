import type { SystemName } from '../system.js';
import { settingName } from './ratios.js';
import type { Results, StepResult } from './results.js';

/** What the chart shows, from top to bottom, and in which colours. */
const BARS: readonly (readonly [SystemName, string, string])[] = [
  ['floor', 'floor: one script a step, no session', '#b8bfc9'],
  ['countersign', 'Countersign', '#1f6feb'],
  ['tutorial', 'tutorial recipe: SET, GET, DEL', '#8b98a8'],
  ['better-auth', 'better-auth, two-factor plugin', '#8b98a8'],
];
const SETTINGS = ['HTTP, 16 clients', 'HTTP, 64 clients'];

const WIDTH = 760;
const LABELS = 250;
const BAR = 20;
const GAP = 8;
const GROUP = 34;
const TOP = 58;

/**
 * Draws complete second steps a second over HTTP, relative to the floor of the same setting: what a machine does in a second is
 * its own affair. For a light and a dark page alike.
 */
export function chart({ steps, about }: Pick<Results, 'steps' | 'about'>): string {
  const height = TOP + SETTINGS.length * (GROUP + BARS.length * (BAR + GAP)) + 34;
  const groups = SETTINGS.map((setting, index) => group(steps, setting, index));
  const note = `Medians of rounds side by side in one run, commit ${String(about.commit).slice(0, 9)}; npm run bench`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">`,
    '<title id="title">Complete second steps a second over HTTP, relative to the floor</title>',
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>`,
    '<g font-family="system-ui, sans-serif" font-size="13" fill="#1f2328">',
    '<text x="16" y="30" font-size="16" font-weight="600">Complete second steps a second, floor = 100</text>',
    ...groups,
    `<text x="16" y="${height - 14}" font-size="11" fill="#59636e">${note}</text>`,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function group(steps: readonly StepResult[], setting: string, index: number): string {
  const top = TOP + index * (GROUP + BARS.length * (BAR + GAP));
  const rate = (name: SystemName) =>
    steps.find((step) => step.system === name && settingName(step) === setting)?.perSecond.median ?? 0;
  const most = Math.max(...BARS.map(([name]) => rate(name)));
  const bars = BARS.map(([name, label, colour], place) => {
    const width = ((WIDTH - LABELS - 90) * rate(name)) / most;
    const y = top + 12 + place * (BAR + GAP);
    const percent = ((rate(name) * 100) / rate('floor')).toFixed(0);
    return [
      `<text x="${LABELS - 8}" y="${y + 15}" text-anchor="end">${label}</text>`,
      `<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3" fill="${colour}"/>`,
      `<text x="${(LABELS + width + 8).toFixed(1)}" y="${y + 15}">${percent}</text>`,
    ].join('\n');
  });
  return [`<text x="16" y="${top}" font-weight="600">${setting}</text>`, ...bars].join('\n');
}
