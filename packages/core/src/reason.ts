/** How many characters a reason may have, spaces at its ends not counted: the fewest and the most. */
export const REASON_CHARACTERS = [10, 500] as const;

/**
 * The reason that an administrator gives, without spaces at its ends (R72).
 * @returns `undefined` when it is none: no text, or not of a length within {@link REASON_CHARACTERS}.
 */
export function reasonOf(said: unknown): string | undefined {
  const words = typeof said === 'string' ? said.trim() : '';
  const [fewest, most] = REASON_CHARACTERS;
  const { length } = [...words];
  return length >= fewest && length <= most ? words : undefined;
}
