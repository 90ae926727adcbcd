import type { Request } from 'express';

/** True for a client that asks for pages by name, and not rather for JSON. */
export function asksForHtml(request: Request): boolean {
  return /\btext\/html\b/i.test(request.headers.accept ?? '') && request.accepts(['html', 'json']) === 'html';
}

/** The same, but a client that does not say gets a page in return for a form. */
export function wantsHtml(request: Request): boolean {
  if (/\b(text\/html|application\/json)\b/i.test(request.headers.accept ?? '')) return asksForHtml(request);
  return Boolean(request.is('urlencoded'));
}

/** True for a client that asks for JSON by name. */
export function asksForJson(request: Request): boolean {
  return /\bapplication\/json\b/i.test(request.headers.accept ?? '') && request.accepts(['html', 'json']) === 'json';
}
