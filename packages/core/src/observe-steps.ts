import { type Observer, STEPS, type Step } from './ports/observer.js';

type Steps = Record<Step, (...args: never[]) => Promise<unknown>>;

/**
 * Has an observer follow the steps, if it does that. Where there is none nothing stands before them: they cost what they
 * cost.
 */
export function observeSteps(steps: Steps, observer: Observer | undefined): void {
  if (!observer?.step) return;
  for (const name of STEPS) {
    const method = steps[name];
    const followed = (...args: never[]) => observer.step?.(name, () => method.apply(steps, args));
    Object.defineProperty(steps, name, { value: followed, configurable: true, writable: true });
  }
}
