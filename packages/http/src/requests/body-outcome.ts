/** A body as it was read: its value, or what is wrong with it. */
export type ReadBody =
  | { readonly status: 'read'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly status: 'refused'; readonly detail: string };

/** A body that is not used. */
export function refused(detail: string): ReadBody {
  return { status: 'refused', detail };
}
