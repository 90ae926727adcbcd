/** Today in UTC by the database's clock: the processes' clocks may differ, and a container's can be set. */
export const TODAY = `(now() AT TIME ZONE 'UTC')::date`;

/**
 * The first day that counts. Days are whole, so the window is 30 days and the part of today that has passed: a little
 * long, so that it is never short of 30 times 24 hours.
 */
export const FIRST_DAY = `${TODAY} - 30`;

/** When the day in column `day` no longer counts: the first moment, in UTC, of the day that begins a window without it. */
export const OUT_OF_WINDOW = `(day + 31)::timestamp AT TIME ZONE 'UTC'`;
