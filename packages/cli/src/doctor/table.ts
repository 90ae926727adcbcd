import type { Finding, FindingStatus } from './finding.js';

const STATUSES: readonly FindingStatus[] = ['ok', 'warning', 'problem', 'skipped'];

/** The findings as a plain table for people: a line each, what to do below it, and how many there are of each kind. */
export function table(findings: readonly Finding[]): string {
  const names = Math.max(...findings.map(({ name }) => name.length));
  const statuses = Math.max(...findings.map(({ status }) => status.length));
  const rows = findings.flatMap(({ name, status, says, todo }) => {
    const left = `${status.padEnd(statuses)}  ${name.padEnd(names)}  `;
    return [`${left}${says}`, ...(todo === undefined ? [] : [`${' '.repeat(left.length)}→ ${todo}`])];
  });
  const counts = STATUSES.map((status) => `${findings.filter((each) => each.status === status).length} ${status}`);
  return `${rows.join('\n')}\n\n${counts.join(', ')}\n`;
}
