/** How a day is written: in UTC, as everything is. */
export const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
