// countersign: demo
import type { BypassCodeStatus } from '@countersign/core';
import type { ComponentChildren } from 'preact';
import { ConsolePage } from '../layout/console-page.js';
import { render } from '../layout/document.js';
import type { Administrator } from './administrator.entity.js';

interface ActProps {
  readonly of: Administrator;
  readonly act: 'unlock' | 'reset' | 'bypass-code' | 'bypass-code/approve';
  readonly heading: string;
  readonly what: string;
  readonly children?: ComponentChildren;
}

/** A code that is live, with its issuer's name. */
export interface ShownCode extends BypassCodeStatus {
  /** Whether it was issued by who looks at it: somebody else must approve it. */
  readonly mine: boolean;
}

/** What may be done to another administrator's second factor; each wants a reason, which is in the activity. */
export function secondFactorPage(me: Administrator, other: Administrator, code: ShownCode | undefined): string {
  return render(
    <ConsolePage title={`Second factor of ${other.name}`} path="/administrators" administrator={me}>
      <p class="lead">Make sure that it is {other.name} who asks. What you do, and why, is in the activity.</p>
      <Act
        of={other}
        act="unlock"
        heading="Unlock"
        what="Ends the lock after too many wrong codes. What is registered stays."
      />
      <Act
        of={other}
        act="bypass-code"
        heading="Issue a bypass code"
        what="For a lost phone: a code that works once, within 15 minutes and after the password, to register another one. Ends all sessions; a code from before does not work any more."
      />
      {code && <Code of={other} code={code} />}
      <Act
        of={other}
        act="reset"
        heading="Reset second factor"
        what="Removes what is registered and ends all sessions. At the next log-in a second step has to be registered anew."
      />
    </ConsolePage>,
  );
}

function Code({ of, code }: { readonly of: Administrator; readonly code: ShownCode }) {
  const about = `${code.issuer} has issued one, for this reason: ${code.reason}`;
  if (!code.needsApproval || code.mine) {
    return <p>{code.needsApproval ? `${about}. Somebody else has to approve it.` : `${about}. It can be used.`}</p>;
  }
  return (
    <Act of={of} act="bypass-code/approve" heading="Approve the bypass code" what={about}>
      <input type="hidden" name="id" value={code.id} />
    </Act>
  );
}

function Act({ of: { id }, act, heading, what, children }: ActProps) {
  const name = act.replace('/', '-');
  return (
    <section class="card" aria-labelledby={name}>
      <h2 id={name}>{heading}</h2>
      <p>{what}</p>
      <form method="post" action={`/2fa/admin/subjects/${id}/${act}?returnTo=/administrators`} class="stack">
        {children}
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
