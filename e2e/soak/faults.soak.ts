import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportText } from './report.js';
import { soak } from './soak.js';
import { endStage, type Stage, startStage } from './stage.js';

const SEED = Number(process.env.SOAK_SEED ?? 1);
const MINUTES = Number(process.env.SOAK_MINUTES ?? 10);

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
}, 120_000);
afterAll(() => stage && endStage(stage));

test(
  'R05, R08, R09, R23, R24, R43, R57, R60, R63, R66, R75, R83–R88: whatever fails under a load of sign-ins, nothing happens that must not',
  async () => {
    const say = (line: string) => void process.stdout.write(`${line}\n`);
    const report = await soak(stage, { seed: SEED, minutes: MINUTES, say });
    say(reportText(SEED, report));
    expect(report.violations).toEqual([]);
    expect(report.survived.length).toBeGreaterThan(0);
  },
  MINUTES * 60_000 + 300_000,
);
