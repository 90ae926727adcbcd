/** A body as it was read: its value, what is wrong with it, or that somebody else had read it before. */
export type ReadBody =
  | { readonly status: 'read'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly status: 'refused'; readonly detail: string }
  | { readonly status: 'taken' };

/** A body that is not used. */
export function refused(detail: string): ReadBody {
  return { status: 'refused', detail };
}
