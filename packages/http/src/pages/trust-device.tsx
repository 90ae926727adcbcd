import type { Purpose } from '@countersign/core';
import type { PageContext } from './page.js';
import { TEXTS } from './texts.js';
import { count } from './wording.js';

interface TrustDeviceProps {
  readonly purpose: Purpose | null;
  readonly context: Pick<PageContext, 'trustDays'>;
}

/**
 * The opt-in of a trusted device, inside the form that answers the second step (R54): never ticked in advance, and only at a
 * log-in where devices are trusted.
 */
export function TrustDevice({ purpose, context: { trustDays } }: TrustDeviceProps) {
  if (trustDays === undefined || purpose !== 'sign-in') return null;
  return (
    <div class="check">
      <input type="checkbox" id="trust-device" name="trustDevice" value="true" aria-describedby="trust-device-hint" />
      <div>
        <label for="trust-device">{count(TEXTS.trust.label, trustDays)}</label>
        <p class="note" id="trust-device-hint">
          {TEXTS.trust.hint}
        </p>
      </div>
    </div>
  );
}
