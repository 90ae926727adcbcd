/** Signs that move a cursor, colour or turn a line: what others have written must not draw on an operator's terminal. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text as it can be printed on one line: what cannot be seen is written as `\u001b`, which JSON reads again. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}
