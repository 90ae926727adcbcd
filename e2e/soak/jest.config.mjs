import { preset } from '../../jest.preset.mjs';

/** What `npm run soak` runs; `npm test` has the short form, `soak.e2e-spec.ts`. */
export default { ...preset, displayName: 'soak', rootDir: '..', testMatch: ['<rootDir>/soak/*.soak.ts'] };
