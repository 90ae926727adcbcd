import type { SoakReport } from './soak.js';

/** The report of a soak, for people. */
export function reportText(seed: number, report: SoakReport): string {
  const { survived, signedIn, signInsPerSecond, texts, textsWithoutEvent, slowestMs, answers, violations } = report;
  const counted = Object.entries(answers)
    .sort()
    .map(([name, times]) => `  ${name}: ${times}`);
  return [
    `Soak with seed ${seed}`,
    `faults survived: ${survived.length}`,
    `load held: ${signedIn} sign-ins, ${signInsPerSecond.toFixed(1)} a second; ${texts} texts, ${textsWithoutEvent} of them of killed processes without an event`,
    `slowest answer, without sends: ${Math.round(slowestMs)} ms`,
    ...counted,
    `violations: ${violations.length}`,
    ...violations.map((each) => `  ${each}`),
    '',
  ].join('\n');
}
