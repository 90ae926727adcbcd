/** The columns of a phone, under the names that core's `PhoneFactor` has, so that a row is the factor. */
export const PHONE_COLUMNS = `id, subject, sealed_phone AS "sealedPhone", phone_index AS "phoneIndex",
  last_digits AS "lastDigits", confirmed_at AS "confirmedAt", consecutive_failures AS "consecutiveFailures",
  disabled_at AS "disabledAt"`;
