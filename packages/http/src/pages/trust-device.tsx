import type { SecondFactorState } from '@countersign/core';
import type { PageContext } from './page.js';
import { TEXTS } from './texts.js';
import { count } from './wording.js';

interface TrustDeviceProps {
  readonly state: Pick<SecondFactorState, 'trustable'>;
  readonly context: Pick<PageContext, 'trustDays'>;
}

/**
 * The opt-in of a trusted device, inside the form that answers the second step (R54): never ticked in advance, and only at a
 * log-in whose browser may be trusted.
 */
export function TrustDevice({ state, context: { trustDays } }: TrustDeviceProps) {
  if (trustDays === undefined || !state.trustable) return null;
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
