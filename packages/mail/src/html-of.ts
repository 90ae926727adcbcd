import type { Notice } from '@countersign/core';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same words as HTML: paragraphs, and the link as one. No image, no style, nothing from elsewhere. */
export function htmlOf({ title, text, contestUrl }: Notice): string {
  const paragraphs = text.trim().split('\n\n');
  const body = paragraphs.map((paragraph) => `<p>${paragraph.split('\n').map(lineOf(contestUrl)).join('<br>\n')}</p>`);
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title>`;
  return `<!doctype html>\n<html lang="en"><head>${head}</head><body>\n${body.join('\n')}\n</body></html>\n`;
}

function lineOf(contestUrl: string | null): (line: string) => string {
  return (line) => (line === contestUrl ? `<a href="${escaped(line)}">${escaped(line)}</a>` : escaped(line));
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
}
