import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FAULTS, soak } from './soak/soak.js';
import { endStage, type Stage, startStage } from './soak/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
}, 120_000);
afterAll(() => stage && endStage(stage));

/** Those that are over soonest; `npm run soak` has them all. */
const SHORT = /flushed|full|fails over|killed/;

test('R05, R08, R09, R23, R24, R43, R57, R60, R63, R66, R75, R83, R84, R85, R88: whatever fails under a load of sign-ins, nothing happens that must not', async () => {
  const faults = FAULTS.filter(({ name }) => SHORT.test(name));
  const report = await soak(stage, { seed: 7, minutes: 10 / 60, faults, workers: 3, crowd: 16, limitMs: 5_000 });
  expect(report.violations).toEqual([]);
  expect(report.signedIn).toBeGreaterThan(10);
}, 120_000);
