import { describe, expect, it } from '@jest/globals';
import { cycleProblems } from './structure/cycles.js';
import { directionProblems, referenceProblems, specImportProblems } from './structure/direction.js';
import { importsOf } from './structure/imports.js';
import { lockProblems } from './structure/lock.js';
import { file, madeUp } from './structure/samples.js';
import {
  documentationProblems,
  exportAllProblems,
  lengthProblems,
  medianProblems,
  nameProblems,
} from './structure/shape.js';
import { textProblems } from './structure/text.js';

const problems = (id: string, text: string, more = {}) => directionProblems(madeUp(id, text, more));

describe('the check of dependencies finds', () => {
  it('every way to name a module', () => {
    const text = `/** é: two bytes */
      import a from 'a'; import type { B } from 'b'; export { c } from 'c'; export * from 'd';
      type E = import('e').E; const f = await import('f'); const g = require('g'); import h = require('h');
      import 'i'; import { type J } from 'j'; const k = import.meta.resolve('k');
      // import 'comment';
      const text = "import 'text'";`;
    const found = importsOf(file(text));
    expect(found.map(({ from }) => from).sort()).toEqual([...'abcdefghijk']);
    expect(found.filter(({ typeOnly }) => typeOnly).map(({ from }) => from)).toEqual(['b', 'e']);
  });

  it('what a program imports, behind the line that names its interpreter', () => {
    expect(importsOf(file(`#!/usr/bin/env node\nimport 'a';`))).toEqual([{ from: 'a', typeOnly: false }]);
  });

  it('what JSX imports', () => {
    expect(importsOf(file('export const a = <p />;', 'packages/http/src/a.tsx'))).toContainEqual({
      from: 'preact/jsx-runtime',
      typeOnly: false,
    });
  });

  it.each([
    ['an adapter that imports another', 'redis', `import '@countersign/twilio';`],
    ['an adapter that imports another’s types', 'redis', `import type { A } from '@countersign/typeorm';`],
    ['core that imports a framework', 'core', `import { Injectable } from '@nestjs/common';`],
    ['core that does I/O', 'core', `const { readFile } = await import('node:fs/promises');`],
    ['core that imports another of ours', 'core', `export { a } from '@countersign/http';`],
    ['http that looks up at passport', 'http', `import '@countersign/passport';`],
    ['a path into another package', 'redis', `import '../../core/src/index.js';`],
    ['a path into the tests', 'redis', `import '../../../e2e/support/src/index.js';`],
    ['a source that uses support', 'redis', `import '@countersign/support';`],
    ['fakes outside tests', 'redis', `import '@countersign/core/testing';`],
    ['a package that is not declared', 'redis', `import 'ioredis';`],
    ['types that are not declared', 'redis', `import type { Redis } from 'ioredis';`],
    ['a package that nobody placed', 'fastify', ''],
  ])('%s', (_, id, text) => {
    expect(problems(id, text)).toHaveLength(1);
  });

  it('runtime use of what is declared for development only', () => {
    const devDependencies = { ioredis: '6', '@types/express': '5' };
    expect(problems('redis', `import { Redis } from 'ioredis';`, { devDependencies })).toHaveLength(1);
    expect(problems('redis', `import type { Request } from 'express';`, { devDependencies })).toEqual([]);
  });

  it('nothing wrong with what is right', () => {
    const peerDependencies = { ioredis: '6' };
    const text = `import { Redis } from 'ioredis'; import { a } from '@countersign/core'; import 'node:net'; import './b.js';`;
    expect(problems('redis', text, { peerDependencies })).toEqual([]);
    expect(
      problems('core', `import 'node:crypto'; import 'libphonenumber-js/max';`, {
        dependencies: { 'libphonenumber-js': '1' },
      }),
    ).toEqual([]);
  });

  it.each([
    ['the demo', `import '@countersign/management-interface';`],
    ['a path out of the package', `import '../../../e2e/support/src/redis.js';`],
    ['support that is not declared', `import '@countersign/support';`],
  ])('a spec that uses %s', (_, spec) => {
    expect(specImportProblems(madeUp('redis', '', { spec }))).toHaveLength(1);
  });

  it('no fault in a spec that uses support, declared', () => {
    const devDependencies = { '@countersign/support': '0.1.0' };
    const spec = `import '@countersign/support'; import '@countersign/core/testing'; import './a.js';`;
    expect(specImportProblems(madeUp('redis', '', { spec, devDependencies }))).toEqual([]);
  });

  it('files that import each other in a ring, unless only for types', () => {
    const ring = (text: string) => [
      file(`import './b.js';`, 'packages/core/src/a.ts'),
      file(`export { c } from './c/c.js';`, 'packages/core/src/b.ts'),
      file(text, 'packages/core/src/c/c.tsx'),
    ];
    const path = ['a.ts', 'b.ts', 'c/c.tsx', 'a.ts'].map((name) => `packages/core/src/${name}`).join(' → ');
    expect(cycleProblems(ring(`import '../a.js';`))).toEqual([path]);
    expect(cycleProblems(ring(`import type { A } from '../a.js';`))).toEqual([]);
  });

  it('references and dependencies that differ, either way', () => {
    expect(referenceProblems(madeUp('redis', ''))).toEqual([]);
    expect(referenceProblems(madeUp('redis', '', { dependencies: {} }))).toHaveLength(1);
    expect(referenceProblems({ ...madeUp('redis', ''), references: [] })).toHaveLength(1);
  });
});

describe('the check of shape finds', () => {
  const lines = (count: number) => file('a;\n'.repeat(count));

  it('files that are too long', () => {
    expect(lengthProblems([lines(250)])).toEqual([]);
    expect(lengthProblems([lines(251)])).toHaveLength(1);
    expect(medianProblems([lines(10), lines(60), lines(250)])).toEqual([]);
    expect(medianProblems([lines(10), lines(61), lines(61)])).toHaveLength(1);
  });

  it.each([
    'export class A {}',
    '/* no */ export const a = 1;',
    '// no\nexport interface A {}',
    '@Injectable() export class A {}',
    'const a = 1; export { a };',
    '/** Of another. */ const b = 1; export type A = typeof b;',
    '/** é */ export enum B {} export enum A {}',
    'export default function a() {}',
  ])('an export without a comment: %s', (text) => {
    expect(documentationProblems([file(text)])).toHaveLength(1);
  });

  it.each([
    '/** A. */ export class A {}',
    '/** A. */\n@Injectable()\nexport class A {}',
    '/** é. */ export const a = 1; /** B. */ export type B = 2;',
    '/** A. */ const a = 1; export { a };',
    '/** One. */ export function a(b: string): void; export function a(b: unknown): void {}',
    `export { a } from './a.js'; class Hidden {}`,
  ])('no fault in: %s', (text) => {
    expect(documentationProblems([file(text)])).toEqual([]);
  });

  it('exports that are passed on unnamed', () => {
    expect(exportAllProblems([file(`export * from './b.js';`), file(`export { b } from './b.js';`)])).toHaveLength(1);
  });

  it('names that say nothing', () => {
    const paths = ['packages/core/src/utils/a.ts', 'packages/core/src/common.ts', 'packages/core/src/shared-secret.ts'];
    expect(nameProblems(paths.map((path) => file('', path)))).toHaveLength(2);
  });
});

describe('the check of texts finds', () => {
  const spec = 'packages/core/src/a.spec.ts';

  it.each([
    ['a path', `see /${'work'}/notes.md`, 'README.md'],
    ['a home folder', `cd /${'home'}/me/x`, 'README.md'],
    ['a registry', `https://${'registry'}.example.com/a`, 'package-lock.json'],
    ['a note to self', `// ${'TO'}${'DO'}: later`, 'packages/core/src/a.ts'],
    ['a test alone', `it.${'only'}('a', () => {})`, spec],
    ['a test left out', `describe.${'skip'}('a', () => {})`, spec],
    ['a test left out, by letter', `${'x'}it('a', () => {})`, spec],
  ])('%s', (_, text, path) => {
    expect(textProblems(file(text, path))).toHaveLength(1);
  });

  it('no fault in ordinary words', () => {
    const text =
      'const network = "https://example.com/work/"; it("skips", () => exit("x")); // the registry of factors';
    expect(textProblems(file(text, spec))).toEqual([]);
  });
});

describe('the check of the lock file finds', () => {
  it('an optional package of another platform that was dropped', () => {
    const parent = { optionalDependencies: { 'a-linux': '1', 'a-darwin': '1' } };
    const packages = { 'node_modules/a': parent, 'node_modules/a/node_modules/a-linux': {} };
    expect(lockProblems({ packages })).toEqual(['a-darwin, of node_modules/a']);
    expect(lockProblems({ packages: { ...packages, 'node_modules/a-darwin': {} } })).toEqual([]);
  });
});
