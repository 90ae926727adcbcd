import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  type NumberType,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { SecondFactorError } from './errors.js';
import { PhoneNumber } from './phone-number.js';

/** Line types that can be a personal mobile (R27). North American numbers do not tell mobile from fixed. */
const PERSONAL: readonly NumberType[] = ['MOBILE', 'FIXED_LINE_OR_MOBILE'];

/** A country that numbers may be of: ISO 3166-1 alpha-2, as libphonenumber knows it. */
export type Country = CountryCode;

/** Whether libphonenumber knows this country. */
export function isCountry(text: string): text is Country {
  return isSupportedCountry(text);
}

/** A country's dial code, without the plus: `31`. */
export function dialCodeOf(country: Country): string {
  return getCountryCallingCode(country);
}

/** All dial codes of countries: none of them begins with another one. */
const DIAL_CODES: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)));

/** The dial code of a number that was parsed before, without the plus. Asked at every send, so it looks at no more than that. */
export function dialCodeOfNumber(phone: PhoneNumber): string {
  const digits = phone.reveal().slice(1);
  const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => DIAL_CODES.has(start));
  return code ?? parsePhoneNumberFromString(phone.reveal())?.countryCallingCode ?? 'none';
}

/** The country of a number of any line type, a sender's too; `undefined` for one of no country, as `+800`. */
export function countryOfNumber(phone: PhoneNumber): Country | undefined {
  return parsePhoneNumberFromString(phone.reveal())?.country;
}

/**
 * Reads a number in any usual spelling, once, before limits, storage and comparison (R26).
 * @param text - international (`+44…`, `0044…`) or national; blanks, punctuation and any decimal digits are accepted.
 * @param country - the country of a national spelling; the first of `allowed` when absent.
 * @param allowed - the countries that a number may be of.
 * @throws SecondFactorError `phone_invalid`, or `phone_not_allowed` for another country or line type.
 */
export function parsePhone(text: string, country: Country | undefined, allowed: readonly Country[]): PhoneNumber {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const parsed = parse(plain, country ?? allowed[0]) ?? parse(plain.replace(/^00/, '+'), undefined);
  if (!parsed || parsed.ext) throw new SecondFactorError('phone_invalid');
  const type = parsed.getType();
  const personal = type !== undefined && PERSONAL.includes(type);
  if (!parsed.country || !allowed.includes(parsed.country) || !personal)
    throw new SecondFactorError('phone_not_allowed');
  return new PhoneNumber(parsed.number);
}

function parse(text: string, defaultCountry: Country | undefined) {
  const number = parsePhoneNumberFromString(text, { ...(defaultCountry && { defaultCountry }), extract: false });
  return number?.isValid() ? number : undefined;
}
