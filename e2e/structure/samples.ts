import type { Source } from './source.js';
import type { Manifest, Package } from './workspace.js';

/** A made-up file. */
export const file = (text: string, path = 'packages/redis/src/a.ts'): Source => ({ path, text });

/** A made-up package with one source, and perhaps a spec. */
export function madeUp(
  id: string,
  text: string,
  more: Partial<Manifest> & { spec?: string; path?: string } = {},
): Package {
  const { spec, path = 'a.ts', ...manifest } = more;
  return {
    id,
    folder: `packages/${id}`,
    manifest: { name: `@countersign/${id}`, dependencies: { '@countersign/core': '0.1.0' }, ...manifest },
    references: ['core'],
    sources: [file(text, `packages/${id}/src/${path}`)],
    specs: spec === undefined ? [] : [file(spec, `packages/${id}/src/a.spec.ts`)],
  };
}
