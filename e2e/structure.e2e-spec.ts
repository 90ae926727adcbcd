import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { cycleProblems } from './structure/cycles.js';
import { directionProblems, referenceProblems, specImportProblems } from './structure/direction.js';
import { type Lock, lockProblems } from './structure/lock.js';
import {
  documentationProblems,
  exportAllProblems,
  lengthProblems,
  medianProblems,
  nameProblems,
} from './structure/shape.js';
import { isCode, isSpec, readSources } from './structure/source.js';
import { textProblems } from './structure/text.js';
import { packagesIn, referencesOf } from './structure/workspace.js';

const files = readSources(fileURLToPath(new URL('..', import.meta.url)));
const packages = packagesIn(files);
const code = files.filter(({ path }) => isCode(path) && !isSpec(path));
const sources = packages.flatMap((pkg) => pkg.sources);

describe('dependencies point one way', () => {
  it.each(packages)('$id imports only what it may, and declares it', (pkg) => {
    expect(pkg.sources.length).toBeGreaterThan(0);
    expect(directionProblems(pkg)).toEqual([]);
  });

  it.each(packages)('the specs of $id stay out of the demo and declare what they use', (pkg) => {
    expect(specImportProblems(pkg)).toEqual([]);
  });

  it.each(packages)('the project references of $id are its dependencies', (pkg) => {
    expect(referenceProblems(pkg)).toEqual([]);
  });

  it('no files of a package import each other in a ring', () => {
    expect(cycleProblems(sources)).toEqual([]);
  });

  it('the root tsconfig refers to every package and to what the tests run', () => {
    const all = [...packages.map(({ folder }) => folder), 'e2e/support', 'e2e/management-interface', 'e2e/hosts'];
    expect(referencesOf(files, 'tsconfig.json').sort()).toEqual(all.sort());
  });
});

describe('the code is in small, named, documented pieces', () => {
  it('no source file is over 250 lines', () => {
    expect(lengthProblems(code)).toEqual([]);
  });

  it('half of the source files have 60 lines or fewer', () => {
    expect(medianProblems(sources)).toEqual([]);
  });

  it('every export of a package says what it is', () => {
    expect(documentationProblems(sources)).toEqual([]);
  });

  it('a package lists its exports by name', () => {
    expect(exportAllProblems(sources)).toEqual([]);
  });

  it('nothing is called common, shared or utils', () => {
    expect(nameProblems(code)).toEqual([]);
  });
});

describe('the project stands by itself', () => {
  it('no file names a machine or a registry, is unfinished, or switches a test off', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(textProblems)).toEqual([]);
  });

  it('the lock file serves every platform', () => {
    const lock = files.find(({ path }) => path === 'package-lock.json');
    expect(lockProblems(JSON.parse(lock?.text ?? '{}') as Lock)).toEqual([]);
  });
});
