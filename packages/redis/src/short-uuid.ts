const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const [HEX_CODES, BASE64_CODES] = [Buffer.from(HEX), Buffer.from(BASE64)];
const [HEX_VALUES, BASE64_VALUES] = [valuesOf(HEX), valuesOf(BASE64)];

/** A digit more than a UUID has, and where it ends: three digits are two characters, and the last three are but two. */
const ENDED = '00000000-0000-0000-0000-0000000000000';
/** Where its digits stand. */
const PLACES = Uint8Array.from(ENDED.matchAll(/0/g), ({ index }) => index);
const [DIGITS, LONG_LENGTH] = [32, 36];
/** How long a UUID is here. */
export const SHORT_LENGTH = 22;

/** Written into again and again: what is read from it is a text of its own. */
const [long, short] = [Buffer.from(ENDED), Buffer.alloc(SHORT_LENGTH)];

/**
 * A UUID's 128 bits in base64url, 22 characters; `undefined` for any other text, and for a UUID that is not written in lower
 * case with its dashes, as {@link lengthen} writes it. Digit by digit: thrice as fast as by way of two buffers.
 */
export function shorten(text: string): string | undefined {
  if (text.length !== LONG_LENGTH || !hasDashes(text)) return undefined;
  let all = 0;
  for (let digit = 0, at = 0; digit < DIGITS; digit += 3, at += 2) {
    const last = digit + 2 < DIGITS ? hexAt(text, digit + 2) : 0;
    const bits = (hexAt(text, digit) << 8) | (hexAt(text, digit + 1) << 4) | last;
    all |= bits;
    short[at] = BASE64_CODES[(bits >> 6) & 63] as number;
    short[at + 1] = BASE64_CODES[bits & 63] as number;
  }
  return all < 0 ? undefined : short.toString('latin1');
}

/** The UUID of which {@link shorten} made this; `undefined` for what it never makes. */
export function lengthen(text: string): string | undefined {
  if (text.length !== SHORT_LENGTH) return undefined;
  let all = 0;
  let bits = 0;
  for (let digit = 0, at = 0; at < SHORT_LENGTH; digit += 3, at += 2) {
    bits = (valueAt(BASE64_VALUES, text, at) << 6) | valueAt(BASE64_VALUES, text, at + 1);
    all |= bits;
    long[PLACES[digit] as number] = HEX_CODES[(bits >> 8) & 15] as number;
    long[PLACES[digit + 1] as number] = HEX_CODES[(bits >> 4) & 15] as number;
    long[PLACES[digit + 2] as number] = HEX_CODES[bits & 15] as number;
  }
  return all < 0 || (bits & 15) !== 0 ? undefined : long.toString('latin1', 0, LONG_LENGTH);
}

function hasDashes(text: string): boolean {
  return text[8] === '-' && text[13] === '-' && text[18] === '-' && text[23] === '-';
}

function hexAt(uuid: string, digit: number): number {
  return valueAt(HEX_VALUES, uuid, PLACES[digit] as number);
}

/** -1 for a character that is none of the alphabet: with its sign it shows in all that it becomes part of. */
function valueAt(values: Int8Array, text: string, place: number): number {
  return values[text.charCodeAt(place)] ?? -1;
}

function valuesOf(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (const [value, character] of [...alphabet].entries()) values[character.charCodeAt(0)] = value;
  return values;
}
