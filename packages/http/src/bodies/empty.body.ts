/** Body of a request that says all by its path: nothing. */
export class EmptyBody {}
