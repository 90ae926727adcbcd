// countersign: demo
import { ConsolePage } from '../layout/console-page.js';
import { render } from '../layout/document.js';
import type { Administrator } from './administrator.entity.js';

interface ActProps {
  readonly of: Administrator;
  readonly act: 'unlock' | 'reset';
  readonly heading: string;
  readonly what: string;
}

/** Unlock and reset another administrator's second factor; each wants a reason, which is in the activity. */
export function secondFactorPage(me: Administrator, other: Administrator): string {
  return render(
    <ConsolePage title={`Second factor of ${other.name}`} path="/administrators" administrator={me}>
      <p class="lead">Make sure that it is {other.name} who asks. What you do, and why, is in the activity.</p>
      <Act
        of={other}
        act="unlock"
        heading="Unlock"
        what="Ends the lock after too many wrong codes. The registered phone stays."
      />
      <Act
        of={other}
        act="reset"
        heading="Reset second factor"
        what="Removes the registered phone and ends all sessions. At the next log-in another phone has to be registered."
      />
    </ConsolePage>,
  );
}

function Act({ of: { id }, act, heading, what }: ActProps) {
  return (
    <section class="card" aria-labelledby={act}>
      <h2 id={act}>{heading}</h2>
      <p>{what}</p>
      <form method="post" action={`/2fa/admin/subjects/${id}/${act}?returnTo=/administrators`} class="stack">
        <label class="field">
          Reason
          <input type="text" name="reason" minLength={10} maxLength={500} autoComplete="off" required />
        </label>
        <button type="submit" class="button primary">
          {heading}
        </button>
      </form>
    </section>
  );
}
