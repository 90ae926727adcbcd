/** The columns of a factor, under the names that core's `Factor` has, so that a row is the factor. */
export const FACTOR_COLUMNS = `id, subject, kind, sealed, lookup, last_digits AS "lastDigits", name, preferred,
  counter::float8 AS counter, confirmed_at AS "confirmedAt", consecutive_failures AS "consecutiveFailures",
  disabled_at AS "disabledAt"`;
