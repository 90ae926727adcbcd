import { readFileSync, writeFileSync } from 'node:fs';

const [START, END] = ['<!-- measured: npm run capacity -->', '<!-- end of what was measured -->'];

/** Puts a report between the marks of a page, in the place of the last one. @throws Error when the marks are not there. */
export function writeInto(file: URL, report: string): void {
  const text = readFileSync(file, 'utf8');
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${file.pathname} has no place for the report`);
  writeFileSync(file, `${text.slice(0, start)}${START}\n\n${report}\n\n${text.slice(end)}`);
}
