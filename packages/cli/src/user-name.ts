import { userInfo } from 'node:os';

/** Whom the operating system takes for the one at work, by the process: no variable, which anybody can set. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return String(process.getuid?.() ?? 'unknown');
  }
}
