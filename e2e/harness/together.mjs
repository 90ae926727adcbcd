import { fileURLToPath } from 'node:url';
import { tell } from '../../jest.together.mjs';
import { TOGETHER } from '../groups.mjs';
import { keepStarted } from './kept.js';

/** Runs the specs of a group, in its order. @param {keyof typeof TOGETHER} group */
export async function togetherOnOneStart(group) {
  keepStarted();
  for (const name of TOGETHER[group]) {
    await tell(name, fileURLToPath(new URL(`../${name}.e2e-spec.ts`, import.meta.url)));
  }
}
