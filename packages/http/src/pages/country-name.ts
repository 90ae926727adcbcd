/** What a country is called in a language, as `Netherlands` for `NL`; the code itself when it is not known. */
export function countryName(code: string, locale = 'en'): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code;
  } catch {
    // A code of the wrong shape is the configuration's mistake; the page is no place to fail over it.
    return code;
  }
}
