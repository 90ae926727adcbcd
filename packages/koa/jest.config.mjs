import { preset } from '../../jest.preset.mjs';

// Tests make many requests each, and machines that run them may be busy.
export default { ...preset, displayName: 'koa', testTimeout: 30_000 };
