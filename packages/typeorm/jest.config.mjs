import { preset } from '../../jest.preset.mjs';

// The script `test` has --liftoff-only: to optimize the WebAssembly of PGlite takes longer than to run it unoptimized.
export default { ...preset, displayName: 'typeorm' };
