/** Where the second step is mounted, below the host's global prefix: a string. */
export const SECOND_FACTOR_PATH = Symbol('SECOND_FACTOR_PATH');
