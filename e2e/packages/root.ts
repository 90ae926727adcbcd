import { fileURLToPath } from 'node:url';

/** The root folder of the workspace. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
