import { preset } from '../../jest.preset.mjs';

// Recovery codes are hashed at full cost, many in a test, and machines that run them may be busy.
export default { ...preset, displayName: 'core', testTimeout: 30_000 };
