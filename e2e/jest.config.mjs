import { preset } from '../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'e2e',
  testMatch: ['<rootDir>/*.e2e-spec.ts'],
  testTimeout: 120_000,
  // They watch clocks and races: one at a time, whatever the machine.
  maxWorkers: 1,
};
