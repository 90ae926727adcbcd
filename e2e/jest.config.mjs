import { preset } from '../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'e2e',
  testMatch: ['<rootDir>/*.e2e-spec.ts'],
  testTimeout: 120_000,
  // These wait for other processes more than they work: two at a time are little slower than one.
  maxWorkers: 2,
};
