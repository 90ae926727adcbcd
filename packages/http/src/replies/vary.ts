import vary from 'vary';

/**
 * The value of a `Vary` header with more fields in it: what the host or its middleware has said stays, as `Origin` of CORS.
 *
 * @param present - the header as it stands, however the framework gives it.
 */
export function mergedVary(present: string | number | readonly string[] | undefined, fields: string): string {
  return vary.append([present ?? []].flat().join(', '), fields);
}
