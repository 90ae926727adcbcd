/** Bodies with the right code in a wrong shape: evaluated, they would sign in or cost a try. */
export function malformedAnswers(code: string): Record<string, [type: string, body: string]> {
  const json = (value: unknown): [string, string] => ['application/json', JSON.stringify(value)];
  const text = (body: string): [string, string] => ['application/json', body];
  const form = (body: string): [string, string] => ['application/x-www-form-urlencoded', body];
  return {
    'a list': json({ code: [code] }),
    'an object': json({ code: { code } }),
    'an object that prints as one': json({ code: { toString: code, length: 6 } }),
    'a number': json({ code: Number(code) }),
    'a boolean': json({ code: true }),
    null: json({ code: null }),
    'an empty text': json({ code: '' }),
    'nothing but blanks': json({ code: '      ' }),
    'no field': json({}),
    'a field of another name': json({ otp: code }),
    'five digits': json({ code: code.slice(1) }),
    'seven digits': json({ code: `${code}0` }),
    'one digit': json({ code: code.slice(0, 1) }),
    'a thousand digits': json({ code: code.repeat(167) }),
    'two codes': json({ code: `${code}${code}` }),
    'Arabic-Indic digits': json({ code: shifted(code, 0x660) }),
    'full-width digits': json({ code: shifted(code, 0xff10) }),
    'a no-break space': json({ code: `${code.slice(0, 3)}\u00a0${code.slice(3)}` }),
    'a line break': json({ code: `${code}\n` }),
    'a null character': json({ code: `${code}\0` }),
    'a sign': json({ code: `+${code}` }),
    'more than 64 bytes': json({ code: code.padEnd(65, ' ') }),
    'a pasted message': json({ code: `Your code is ${code}` }),
    'a key twice, wrong last': text(`{"code":"${code}","code":"000000"}`),
    'a key twice, right last': text(`{"code":"000000","code":"${code}"}`),
    'a key twice, once escaped': text(`{"code":"000000","c\\u006fde":"${code}"}`),
    'a list of bodies': json([{ code }]),
    'a text as body': json(code),
    'broken JSON': text(`{"code":"${code}"`),
    'JSON with a tail': text(`{"code":"${code}"}{}`),
    'a prototype': text(`{"__proto__":{"code":"${code}"}}`),
    'a form: no field': form(''),
    'a form: empty': form('code='),
    'a form: a field twice': form(`code=${code}&code=${code}`),
    'a form: a list': form(`code[]=${code}`),
    'a form: an object': form(`code[code]=${code}`),
    'a form: five digits': form(`code=${code.slice(1)}`),
    'a form: two different codes': form(`code=${code}+000000+`),
    'a form: a code within more digits': form(`code=1${code}2`),
    'plain text': ['text/plain', JSON.stringify({ code })],
    'another type': ['application/vnd.api+json', JSON.stringify({ code })],
    multipart: [
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n${code}\r\n--x--`,
    ],
  };
}

/** What a person may type or paste for a code on the page. */
export const TYPED_ANSWERS: readonly [string, (code: string) => string][] = [
  ['a space and a hyphen', (code) => ` ${code.slice(0, 2)}-${code.slice(2, 4)} ${code.slice(4)}`],
  ['a no-break space', (code) => `${code.slice(0, 3)}\u00a0${code.slice(3)}`],
  ['full-width digits', (code) => shifted(code, 0xff10)],
  ['Arabic-Indic digits', (code) => shifted(code, 0x660)],
  ['a pasted message', (code) => `Console: ${code} is your code (KX). Never share it.\n\n@localhost #${code}`],
];

/** The code in the digits of another script, by its zero. */
function shifted(code: string, zero: number): string {
  return [...code].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
}
