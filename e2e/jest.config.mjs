import { preset } from '../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'e2e',
  testMatch: ['<rootDir>/*.e2e-spec.ts'],
  testSequencer: '<rootDir>/sequencer.mjs',
  testTimeout: 120_000,
};
