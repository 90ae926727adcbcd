/** Numbers that are watched together: a block of ten thousand adjacent ones, and with it all of its dial code. */
export interface NumberBlock {
  /** Without the plus, as `31`. */
  readonly dialCode: string;
  /** Keyed hash of the numbers without their last four digits. */
  readonly block: string;
}

/** What has become of codes for the numbers of a block, since the store was last told. */
export interface Conversion extends NumberBlock {
  /** Codes sent. */
  readonly sent: number;
  /** Codes that came back. */
  readonly verified: number;
  /** Places in the block, from 0 to 9,999, of numbers that were sent a code and that nobody has verified before. */
  readonly strangers: readonly number[];
  /** Places of numbers whose code came back: strangers no more. */
  readonly proved: readonly number[];
}

/** From when on it looks like somebody who lives on messages being sent (SMS pumping, R29). */
export interface ConversionLimits {
  /** In how long a time codes are counted, from the first one. */
  readonly windowSeconds: number;
  /** Of fewer codes nothing is said. */
  readonly leastSent: number;
  /** The share of codes that has to come back. */
  readonly leastShare: number;
  /** So many strangers … */
  readonly runLength: number;
  /** … no farther than this from one of them are a run. */
  readonly runReach: number;
  /** How long no stranger of the block is sent a code any more; 0 for not at all. */
  readonly pauseSeconds: number;
}

/** What has been noticed: once a window. */
export interface ConversionAlarm {
  /** Of the block, or of its whole dial code. */
  readonly of: 'block' | 'dial_code';
  /** Too few codes came back, or too many neighbours were sent one. */
  readonly cause: 'conversion' | 'adjacent';
  /** Codes of the window so far. */
  readonly sent: number;
  readonly verified: number;
}
