import { exportsAll, undocumented } from './exports.js';
import type { Source } from './source.js';

const LONGEST = 250;
const MEDIAN = 60;

/** How many lines a file has. */
export const linesIn = ({ text }: Source): number => text.trimEnd().split('\n').length;

/** The files that are too long to hold one idea. */
export function lengthProblems(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => linesIn(source) > LONGEST)
    .map((source) => `${source.path}: ${linesIn(source)} lines, more than ${LONGEST}`);
}

/** Says so when files are long on the whole. */
export function medianProblems(sources: readonly Source[]): string[] {
  const lengths = sources.map(linesIn).sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return median > MEDIAN ? [`half of the files have ${median} lines or more; the aim is ${MEDIAN}`] : [];
}

/** Exports without a comment that tells what they are. */
export function documentationProblems(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => undocumented(source).map((name) => `${source.path}: ${name}`));
}

/** Files that pass on another one's exports without naming them. */
export function exportAllProblems(sources: readonly Source[]): string[] {
  return sources.filter(exportsAll).map(({ path }) => path);
}

const VAGUE = /(^|\/)(common|shared|utils?|helpers?|misc)(\/|\.tsx?$|\.mjs$)/;

/** Files and folders whose name says nothing. */
export function nameProblems(sources: readonly Source[]): string[] {
  return sources.map(({ path }) => path).filter((path) => VAGUE.test(path));
}
