import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Consumer } from './packages/consumer.js';
import { contentProblems } from './packages/contents.js';
import { declarationProblems } from './packages/declarations.js';
import { publintProblems, typesProblems } from './packages/lint.js';
import { nodeBinary } from './packages/node-versions.js';
import { npm } from './packages/npm.js';
import { entriesOf, type PublishedManifest } from './packages/published.js';
import type { Source } from './structure/source.js';

const MANIFEST = {
  name: '@countersign/made-up',
  version: '0.1.0',
  exports: { '.': { '@countersign/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' } },
} satisfies PublishedManifest;

const map = JSON.stringify({ sources: ['../src/index.ts'] });

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{}',
  'README.md': '# Made up',
  LICENSE: 'MIT',
  'src/index.ts': 'export const a = 1;',
  'dist/index.js': 'export const a = 1;\n//# sourceMappingURL=index.js.map\n',
  'dist/index.js.map': map,
  'dist/index.d.ts': 'export declare const a = 1;\n//# sourceMappingURL=index.d.ts.map',
  'dist/index.d.ts.map': map,
};

/** Problems of the sample, changed: a file that is undefined is left out. */
function problems(changed: Readonly<Record<string, string | undefined>>, manifest: PublishedManifest = MANIFEST) {
  const all = Object.entries({ ...FILES, ...changed });
  const files = all.flatMap(([path, text]): Source[] => (text === undefined ? [] : [{ path, text }]));
  return contentProblems(manifest, files, 'MIT');
}

describe('the check of contents finds', () => {
  it('nothing wrong with what is right', () => {
    expect(problems({})).toEqual([]);
  });

  it.each([
    ['a licence of its own', { LICENSE: 'another' }, ['LICENSE is not the one of the root']],
    ['no licence', { LICENSE: undefined }, ['LICENSE is not the one of the root']],
    ['no README', { 'README.md': undefined }, ['README.md is missing']],
    ['a spec', { 'src/a.spec.ts': '' }, ['src/a.spec.ts is packed']],
    ['a compiled fixture', { 'dist/a.fixture.d.ts.map': map }, ['dist/a.fixture.d.ts.map is packed']],
    ['what only specs use', { 'src/spec/host.ts': '' }, ['src/spec/host.ts is packed']],
    ['the state of the build', { 'dist/.tsbuildinfo': '' }, ['dist/.tsbuildinfo is packed']],
    ['a source that was not built', { 'src/b.tsx': '' }, ['src/b.tsx is packed without what it compiles to']],
    ['a file without a map', { 'dist/index.js': '' }, ['dist/index.js names no map']],
    [
      'a map that is not there',
      { 'dist/index.d.ts.map': undefined },
      ['dist/index.d.ts names the map index.d.ts.map, which is not packed'],
    ],
    [
      'a map without its source, as a renamed file leaves it in dist/',
      { 'dist/old.js.map': JSON.stringify({ sources: ['../src/old.ts'] }) },
      ['dist/old.js.map is of src/old.ts, which is not packed (a leftover? delete dist/ and build)'],
    ],
  ])('%s', (_, changed, expected) => {
    expect(problems(changed)).toEqual(expected);
  });

  it('every target of exports that is not packed, under any condition', () => {
    const exports = { ...MANIFEST.exports, './testing': { '@countersign/source': './src/t.ts', default: './t.js' } };
    expect(problems({}, { ...MANIFEST, exports })).toEqual([
      'exports names ./src/t.ts, which is not packed',
      'exports names ./t.js, which is not packed',
    ]);
  });
});

describe('the check of declarations finds', () => {
  const declaring = (text: string, more: Partial<PublishedManifest>, path = 'dist/a.d.ts') =>
    declarationProblems({ ...MANIFEST, ...more }, [{ path, text }]);

  const text = `import type { A } from 'a/b'; export declare const c: import('@d/e').C<A>;`;
  const both = { dependencies: { a: '1' }, peerDependencies: { '@d/e': '1' } };

  it('nothing wrong with what is right', () => {
    expect(declaring(text, both)).toEqual([]);
    expect(declaring(`import type { B } from 'node:http'; export { A } from './b.js';`, {})).toEqual([]);
    expect(declaring(text, {}, 'dist/a.js')).toEqual([]);
  });

  it.each([
    ['a package that is not declared', {}, `'@d/e': is not declared`],
    ['one for development only', { devDependencies: { '@d/e': '1' } }, `'@d/e': is not declared`],
    [
      'types for development only',
      { ...both, devDependencies: { '@types/d__e': '1' } },
      `'@d/e': @types/d__e is for development only`,
    ],
    [
      'a peer that may be missing',
      { ...both, peerDependenciesMeta: { '@d/e': { optional: true } } },
      `'@d/e': is an optional peer`,
    ],
  ])('%s', (_, more, problem) => {
    expect(declaring(text, more)).toContain(`dist/a.d.ts: ${problem}`);
  });
});

describe('the checks of tarballs and hosts find', () => {
  let host: Consumer;
  beforeEach(() => {
    host = new Consumer();
  });
  afterEach(() => host[Symbol.dispose]());

  function write(folder: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(folder, { recursive: true });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  }

  async function tarballOf(exports: object, files: Readonly<Record<string, string>>): Promise<string> {
    const folder = join(host.folder, 'broken');
    const manifest = JSON.stringify({ name: 'broken', version: '1.0.0', type: 'module', exports });
    write(folder, { 'package.json': manifest, 'index.js': 'export const a = 1;\n', ...files });
    const { stdout } = await npm(['pack', '--silent'], folder);
    return join(folder, stdout.trim());
  }

  it('a package whose types are not packed', async () => {
    const tarball = await tarballOf({ '.': { types: './index.d.ts', default: './index.js' } }, {});
    expect(await publintProblems(tarball)).toContainEqual(expect.stringContaining('/index.d.ts'));
    expect(await typesProblems(tarball, host.folder)).toContain('does not contain types');
  });

  it('an entry without types beside one with', async () => {
    const files = { 'index.d.ts': 'export declare const a: 1;', 'b.js': 'export const b = 2;' };
    const tarball = await tarballOf({ '.': './index.js', './b': './b.js' }, files);
    expect(await typesProblems(tarball, host.folder)).toMatch(/no types/i);
  });

  it('declarations that need what is not installed', async () => {
    write(host.packageFolder('@types/node'), { 'index.d.ts': '' });
    const manifest = JSON.stringify({ name: 'broken', exports: { types: './index.d.ts' } });
    write(host.packageFolder('broken'), { 'package.json': manifest, 'index.d.ts': `export { a } from 'not-there';` });
    const found = await host.compile('module', ['broken']);
    expect(found).toContainEqual(expect.stringMatching(/^node_modules\/broken\/index\.d\.ts.*not-there/));
  });

  it('a program that fails, with what it said', async () => {
    const failing = host.run(process.execPath, 'module', 'import-entries.mjs', ['not-there']);
    await expect(failing).rejects.toThrow(/^import-entries\.mjs failed:[\s\S]*'not-there'/);
  });

  it('that npm has no such Node', async () => {
    await expect(nodeBinary('0.0.1')).rejects.toThrow(/^No Node 0\.0\.1 to test on: npm could not install node-/);
  });

  it('every entry of a package', () => {
    const exports = { ...MANIFEST.exports, './testing': './dist/t.js' };
    expect(entriesOf({ ...MANIFEST, exports })).toEqual(['@countersign/made-up', '@countersign/made-up/testing']);
  });
});
