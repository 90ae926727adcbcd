import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Consumer, sameAsHere } from './packages/consumer.js';
import { contentProblems, filesIn } from './packages/contents.js';
import { declarationProblems } from './packages/declarations.js';
import { publintProblems, typesProblems } from './packages/lint.js';
import { NODE_VERSIONS, nodeBinary } from './packages/node-versions.js';
import { pack, type Tarballs } from './packages/pack.js';
import { hostPackages } from './packages/peers.js';
import { entriesOf, PUBLISHED } from './packages/published.js';
import { ROOT } from './packages/root.js';

const license = readFileSync(join(ROOT, 'LICENSE'), 'utf8');
const entries = PUBLISHED.flatMap(({ manifest }) => entriesOf(manifest));
const modules = entries.filter((entry) => !entry.endsWith('.json'));

let tarballs: Tarballs;
let host: Consumer;
beforeAll(async () => {
  host = new Consumer();
  tarballs = await pack(PUBLISHED, join(host.folder, 'tarballs'));
  await host.install([...tarballs.values(), ...hostPackages(PUBLISHED).map(sameAsHere)]);
}, 180_000);
afterAll(() => host?.[Symbol.dispose]());

describe.each(PUBLISHED)('the tarball of $id', ({ manifest }) => {
  const tarball = () => tarballs.get(manifest.name) ?? '';
  const files = () => filesIn(host.packageFolder(manifest.name));

  it('holds what its exports and maps point to, the licence and the README, and nothing of the tests', () => {
    expect(contentProblems(manifest, files(), license)).toEqual([]);
  });

  it('brings what its declarations name', () => {
    expect(declarationProblems(manifest, files())).toEqual([]);
  });

  it('is right for publint', async () => {
    expect(await publintProblems(tarball())).toEqual([]);
  });

  it('is right for attw', async () => {
    expect(await typesProblems(tarball(), host.folder)).toBe('');
  });
});

describe('a host in TypeScript, strict, declarations checked, compiles', () => {
  it.each(['module', 'commonjs'] as const)('as %s', async (type) => {
    expect(await host.compile(type, modules)).toEqual([]);
  });
});

describe.each(NODE_VERSIONS)('on Node %s', (version) => {
  let node: string;
  beforeAll(async () => {
    node = await nodeBinary(version);
  }, 180_000);

  it('every entry can be imported, and required, with the same names in it', async () => {
    const imported = await host.run(node, 'module', 'import-entries.mjs', modules);
    expect(Object.keys(imported as object).sort()).toEqual([...modules].sort());
    expect(Object.values(imported as object).every((names: string[]) => names.length > 0)).toBe(true);
    expect(await host.run(node, 'commonjs', 'require-entries.cjs', modules)).toEqual(imported);
  });

  it('the program countersign starts', async () => {
    expect(await host.start(node, 'countersign', ['--help'])).toMatch(/^ {2}doctor {2}/m);
  });

  it('a host in CommonJS answers', async () => {
    expect(await host.run(node, 'commonjs', 'nest-host.cjs')).toEqual({ status: 401, errorCode: 'sign_in_expired' });
  });
});
