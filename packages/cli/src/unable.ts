/**
 * Something that a command needs cannot be reached or used, so that nothing can be said. Its message is for the person who
 * asked, and holds no value, address or word of a provider's (R76).
 */
export class Unable extends Error {
  override readonly name = 'Unable';
}
