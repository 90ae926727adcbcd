/** The token of the host's parts. */
export const PARTS = Symbol('PARTS');
