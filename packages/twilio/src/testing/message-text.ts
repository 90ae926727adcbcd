/** The code in the last line of a text, `@host #code`; undefined when the last line is no such line. */
export function codeIn(text: string): string | undefined {
  return /(?:^|\n)@\S+ #(\d+)$/.exec(text)?.[1];
}

/** The two letters in brackets that tie a text to its page; undefined when there are none. */
export function referenceIn(text: string): string | undefined {
  // The last pair: the service's own name may hold brackets too.
  return [...text.matchAll(/\(([A-Z]{2})\)/g)].at(-1)?.[1];
}
