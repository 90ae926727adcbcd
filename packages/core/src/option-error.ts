/** An option that cannot be used. The start stops; the message names the option and says what it should be. */
export class OptionError extends TypeError {
  override readonly name = 'OptionError';

  constructor(
    /** The option's name. */
    readonly option: string,
    expected: string,
  ) {
    super(`Countersign: option "${option}" ${expected}`);
  }
}
