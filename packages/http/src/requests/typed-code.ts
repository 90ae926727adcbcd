import { SecondFactorError } from '@countersign/core';

const MOST_BYTES = 64;

/**
 * The digits of a code as an API client sends it (R18): ASCII digits of the right number, spaces and hyphens aside.
 * @throws SecondFactorError `bad_request`; nothing was evaluated.
 */
export function strictCode(text: string, length: number): string {
  const digits = text.replace(/[ -]/g, '');
  const fits = Buffer.byteLength(text) <= MOST_BYTES && /^[0-9]+$/.test(digits) && digits.length === length;
  if (!fits) throw notACode(length);
  return digits;
}

/**
 * The digits of a code as a person types or pastes it: blanks of every kind, hyphens, any Unicode decimal digits, or a
 * whole message that holds one code.
 * @throws SecondFactorError `bad_request`; nothing was evaluated.
 */
export function typedCode(text: string, length: number): string {
  const ascii = text.normalize('NFKC').replace(/\p{Nd}/gu, toAsciiDigit);
  const joined = ascii.replace(/[\s\p{Pd}\p{Cf}]/gu, '');
  const whole = /^[0-9]+$/.test(joined) ? [joined] : (ascii.match(/[0-9]+/g) ?? []);
  const codes = new Set(whole.filter((run) => run.length === length));
  const [code] = codes;
  if (code === undefined || codes.size > 1) throw notACode(length);
  return code;
}

/** The ten digits of a script follow one another: the zero is the first of their run. (NFKC has folded the others.) */
function toAsciiDigit(digit: string): string {
  const point = digit.codePointAt(0) as number;
  let zero = point;
  while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}

function notACode(length: number): SecondFactorError {
  return new SecondFactorError('bad_request', { details: [`code: must be ${length} digits`] });
}
