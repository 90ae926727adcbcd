import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { linesOfCode, shareOf, unmarked } from './host-share/share.js';
import { readSources } from './structure/source.js';

const console = readSources(fileURLToPath(new URL('./management-interface/src', import.meta.url)));

describe('what an application has to add for Countersign, as the console has it', () => {
  test('is at most 25 lines of code; imports, comments and lone brackets aside, a list of parameters as one', () => {
    const share = shareOf(console);
    expect(share).toEqual(expect.arrayContaining([expect.stringContaining("FirstFactorGuard('local')")]));
    expect(share.length).toBeGreaterThan(15);
    expect(share.length).toBeLessThanOrEqual(25);
  });

  test('is all marked: without those lines and src/second-factor, nothing of Countersign is left but the demo’s own', () => {
    expect(unmarked(console)).toEqual([]);
  });

  test('touches eight files besides the folder', () => {
    const touched = console.filter(
      ({ path, text }) => !path.includes('second-factor/') && shareOf([{ path, text }]).length > 0,
    );
    expect(touched.map(({ path }) => path).sort()).toEqual([
      'app.module.ts',
      'application.ts',
      'auth/authenticated.guard.ts',
      'auth/login.controller.ts',
      'auth/logout.controller.ts',
      'auth/public.decorator.ts',
      'database/database-options.ts',
      'settings/security.controller.ts',
    ]);
  });
});

describe('the count', () => {
  const guarded = `import { Guard } from '@countersign/nest'; // countersign

/** Guards. */
@UseGuards(Guard) // countersign
export class Controller {}
`;

  test('takes what is marked, and the whole of the folder', () => {
    const folder = `import { a } from 'b';

/** Makes it. */
export const it = make({
  // Why.
  use: (
    one: One,
    two: Two,
  ): Three => ({
    name: 'it',
  }),
});
`;
    expect(linesOfCode(folder)).toEqual([
      'export const it = make({',
      'use: (one: One, two: Two,): Three => ({',
      "name: 'it',",
    ]);
    const sources = [
      { path: 'a.controller.ts', text: guarded },
      { path: 'second-factor/it.ts', text: folder },
    ];
    expect(shareOf(sources)).toHaveLength(4);
    expect(unmarked(sources)).toEqual([]);
  });

  test.each([
    ['an import', guarded.replace("nest'; // countersign", "nest';"), 1],
    ['a use of what is imported', guarded.replace('(Guard) // countersign', '(Guard)'), 1],
    ['a spread import', "import {\n  a,\n  b,\n} from '@countersign/core';\n", 1],
    ['a mention of the folder', "export { it } from '../second-factor/it.js';\n", 1],
    ['nothing in a file of the demo’s own', `// countersign: demo\n${guarded.replaceAll(' // countersign', '')}`, 0],
  ])('finds %s without a mark', (_, text, problems) => {
    expect(unmarked([{ path: 'a.controller.ts', text }])).toHaveLength(problems);
  });
});
