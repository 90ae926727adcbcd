import type { Source } from '../structure/source.js';

/** Where the console keeps what it says to Countersign. */
const FOLDER = /(^|\/)second-factor\//;
/** Ends a line that is there only because of Countersign. */
const MARK = /\/\/ countersign$/;
/**
 * Ends a line, or begins a file, that is the demonstration's own: the inbox, its readiness check, whose word about an
 * address is taken, the list of who has enrolled, who is told by mail, the audit trail, the embedded database, and sentences
 * about wrong variables. An application may have such things; it need not.
 */
const DEMO_MARK = /\/\/ countersign: demo$/;
const DEMO_FILE = /^\/\/ countersign: demo\n/;
/** A whole import, however the formatter breaks it. */
const IMPORT = /^import [^;]*;.*$/gm;

/** The lines of code that the console has only because of Countersign: see {@link linesOfCode}. */
export function shareOf(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = linesOfCode(text);
    return FOLDER.test(path) ? lines.filter((line) => !DEMO_MARK.test(line)) : lines.filter((line) => MARK.test(line));
  });
}

/** What else is there because of Countersign, and is not marked: a line that names it, or what an import brings of it. */
export function unmarked(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path, text }) => !FOLDER.test(path) && !DEMO_FILE.test(text))
    .flatMap(({ path, text }) => {
      const names = namesImported(text).map((name) => `\\b${name}\\b`);
      const ours = new RegExp(['@countersign/', 'second-factor/', ...names].join('|'));
      const rest = text.replace(IMPORT, (statement) => (MARK.test(statement) ? '' : statement)).split('\n');
      return rest
        .filter((line) => !MARK.test(line) && !DEMO_MARK.test(line) && ours.test(line))
        .map((line) => `${path}: ${line.trim()}`);
    });
}

/**
 * The lines that say something: no import, no comment, no bracket alone. A list of parameters is one line, even where the
 * formatter gives it several.
 */
export function linesOfCode(text: string): string[] {
  return text
    .replace(IMPORT, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(
      /\(\n([^()]*)\n\s*\)(?=[^\n]*=>)/g,
      (_, parameters: string) => `(${parameters.trim().replace(/\s*\n\s*/g, ' ')})`,
    )
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\w/.test(line.replace(/\/\/.*$/, '')));
}

function namesImported(text: string): string[] {
  const marked = (text.match(IMPORT) ?? []).filter((statement) => MARK.test(statement));
  return marked.flatMap((statement) => /\{([^}]*)\}/.exec(statement)?.[1]?.split(',') ?? []).flatMap(nameIn);
}

/** The name by which a file calls an import: `b` of `type a as b`. */
function nameIn(specifier: string): string[] {
  const name = specifier.trim().split(' ').at(-1);
  return name ? [name] : [];
}
