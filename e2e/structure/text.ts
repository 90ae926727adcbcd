import { isCode, isSpec, type Source } from './source.js';

/** What no file may say. The brackets keep this file from saying it. */
const NOWHERE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a path of somebody’s machine', /(^|[\s"'`(=:])\/(wor[k]|roo[t]|hom[e]\/[\w.-]+|User[s]\/[\w.-]+|mn[t])\//m],
  ['a package registry', /\/\/[\w.-]*registr[y]\b|registr[y]\.(npmj|yarnpk)|artifactor[y]|verdacci[o]|\/nexu[s]\//i],
];

const UNFINISHED = /\b(TO[D]O|FIXM[E]|XX[X]|HAC[K])\b/;

const SWITCHED_OFF = /\b(describe|it|test)(\.each)?\.(onl[y]|ski[p]|tod[o]|failin[g])\b|\b[xf](describe|it|test)\(/;

const problem = ({ path, text }: Source, what: string, pattern: RegExp): string[] => {
  const found = pattern.exec(text);
  if (!found) return [];
  const line = text.slice(0, found.index + 1).split('\n').length;
  return [`${path}:${line}: ${what}: ${found[0].trim()}`];
};

/** What a file says that it should not: where it was written, that it isn't finished, that a test doesn't run. */
export function textProblems(source: Source): string[] {
  const isLock = source.path.endsWith('package-lock.json');
  return [
    ...NOWHERE.flatMap(([what, pattern]) => problem(source, what, pattern)),
    ...(isLock ? [] : problem(source, 'unfinished', UNFINISHED)),
    ...(isCode(source.path) && isSpec(source.path) ? problem(source, 'a test that does not run', SWITCHED_OFF) : []),
  ];
}
