/** How old an event must be before it may be cut off the trail, in days. */
export const CUT_AFTER_DAYS = 90;
