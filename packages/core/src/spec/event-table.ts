import { EVENT_KINDS, EVENT_TYPES } from '../event-kinds.js';

/** The table of `docs/events.md`: a row for each type. */
export function eventTable(): string {
  const rows = EVENT_TYPES.map((type) => {
    const { result, severity, fields, owasp, about } = EVENT_KINDS[type];
    return [type.replace('countersign.', ''), result, severity, fields, owasp ?? [], about].map(cell);
  });
  const head = ['`countersign.` …', 'result', 'severity', 'beside the envelope', 'OWASP', 'when'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(content: string | readonly string[], column: number): string {
  const code = (word: string) => `\`${word}\``;
  if (typeof content !== 'string') return content.map(code).join(', ');
  return column === 0 || column === 4 ? code(content) : content;
}
