import { DeadlinePassed, withDeadline } from '@countersign/core';
import type { Check, CheckGroup } from './check.js';
import { type Finding, problem, skipped, type Verdict } from './finding.js';
import type { DoctorSettings } from './settings.js';

/** How long a check may take, in milliseconds. Whatever it asks gives up a little sooner. */
export const CHECK_DEADLINE_MS = 5_000;

/** How long a check may wait for what it asks, in milliseconds. */
export const PATIENCE_MS = 4_500;

/**
 * Makes all checks at once. Never throws: a check that does, or takes too long, is a finding.
 * @returns the findings, in the order of the checks.
 */
export async function examine(groups: readonly CheckGroup[], settings: DoctorSettings): Promise<readonly Finding[]> {
  const findings = groups.flatMap((group) => {
    const missing = group.missing(settings);
    if (missing !== undefined) return [Promise.resolve({ name: group.name, ...skipped(missing) })];
    return group.checks.map((check) => findingOf(check, settings));
  });
  return Promise.all(findings);
}

async function findingOf(check: Check, settings: DoctorSettings): Promise<Finding> {
  const running = Promise.resolve().then(() => check.run(settings));
  const verdict = await withDeadline(running, CHECK_DEADLINE_MS).catch(verdictOf);
  return { name: check.name, ...verdict };
}

/** The error itself is not told: it may hold what it was about (R76). */
function verdictOf(error: unknown): Verdict {
  if (error instanceof DeadlinePassed) return problem(NO_ANSWER, 'See whether what it asks is slow, or out of reach.');
  return problem('The check could not be made.', 'Look whether the variables that it needs have usable values.');
}

const NO_ANSWER = `No answer within ${CHECK_DEADLINE_MS / 1_000} s.`;
