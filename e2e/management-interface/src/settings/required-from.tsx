import type { Role } from '../administrators/administrator.entity.js';
import { roleNames } from '../administrators/administrators.page.js';

/** Properties of {@link RequiredFromForms}. */
export interface RequiredFromProps {
  readonly from: Readonly<Record<Role, string | null>>;
}

/** From which day everybody of a role needs a phone: a form for each role. */
export function RequiredFromForms({ from }: RequiredFromProps) {
  return (
    <section class="card" aria-labelledby="required-from">
      <h2 id="required-from">Required from</h2>
      <p>
        Until this day (UTC), who has never registered a phone is only reminded. Whoever has one is asked for a code
        already. Without a day it is required at once.
      </p>
      {(['super', 'administrator'] as const).map((role) => (
        <form method="post" action="/administrators/security/from" class="filter">
          <input type="hidden" name="role" value={role} />
          <label class="field">
            {roleNames[role]}
            <input type="date" name="from" value={from[role] ?? ''} />
          </label>
          <button type="submit" class="button">
            Require from
          </button>
        </form>
      ))}
    </section>
  );
}
