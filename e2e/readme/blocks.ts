/** A fenced block of a Markdown file. */
export interface Block {
  /** The file's path from the root. */
  readonly path: string;
  /** The line of its first line of code, counted from 1. */
  readonly line: number;
  readonly language: string;
  /** The words after the language, such as `run`. */
  readonly marks: readonly string[];
  /** Declarations from hidden `<!-- given: … -->` comments before the block: names that the host app has. */
  readonly given: string;
  readonly code: string;
}

const GIVEN = /<!--\s*given:((?:(?!-->)[\s\S])*)-->\s*/g;

const GIVENS_AT_END = new RegExp(`(?:${GIVEN.source})+$`);

const FENCE = /^( *)(`{3,})([\w-]*)([^\n`]*)\n([\s\S]*?)^\1\2[^\S\n]*$/gm;

/** What the comments right before a position declare, on one line so that lines of code keep their distance. */
function givenBefore(text: string): string {
  const comments = GIVENS_AT_END.exec(text)?.[0] ?? '';
  const declared = [...comments.matchAll(GIVEN)].map(([, declarations = '']) => declarations.trim());
  return declared.join(' ').replaceAll(/\s*\n\s*/g, ' ');
}

/** The fenced blocks of a Markdown file, in order. */
export function blocksIn(path: string, markdown: string): Block[] {
  return [...markdown.matchAll(FENCE)].map((match) => {
    const [, indent = '', , language = '', marks = '', code = ''] = match;
    return {
      path,
      line: markdown.slice(0, match.index).split('\n').length + 1,
      language,
      marks: marks.split(/\s+/).filter(Boolean),
      given: givenBefore(markdown.slice(0, match.index)),
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    };
  });
}
