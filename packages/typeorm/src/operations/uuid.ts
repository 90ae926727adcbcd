const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id, or `null` when it cannot be that of a row: PostgreSQL answers a malformed UUID with an error, not with no row. */
export function uuidOrNull(id: string | null): string | null {
  return id !== null && UUID.test(id) ? id : null;
}
