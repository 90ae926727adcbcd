import type { Administrator } from '../administrators/administrator.entity.js';
import type { Requirement } from '../config.js';
import { ConsolePage } from '../layout/console-page.js';
import { day } from '../layout/day.js';
import { render } from '../layout/document.js';
import { RequiredFromForms } from './required-from.js';
import type { Enrolment, SecurityState } from './security.state.js';

const explanations: Readonly<Record<Requirement, string>> = {
  off: 'Administrators log in with their password alone.',
  optional: 'Administrators who registered a phone are asked for a code; the others log in with their password alone.',
  required:
    'Every administrator enters a code sent by SMS after the password. Anyone without a phone registers one first.',
};

/** The page with the switch, and who has enrolled. */
export function securityPage(me: Administrator, state: SecurityState, enrolments: readonly Enrolment[]): string {
  return render(
    <ConsolePage title="Security" path="/administrators/security" administrator={me}>
      <p class="lead">How administrators prove who they are.</p>
      <section class="card setting" aria-labelledby="second-factor">
        <div>
          <h2 id="second-factor">Two-factor authentication</h2>
          <p>{explanations[state.requirement]}</p>
          {me.role !== 'super' && <p class="hint">Only a super administrator can change this.</p>}
        </div>
        <Switch enabled={state.enabled} changeable={me.role === 'super'} />
      </section>
      {state.requirement === 'required' && me.role === 'super' && <RequiredFromForms from={state.from} />}
      <Enrolments enrolments={enrolments} reported={me.role === 'super'} />
    </ConsolePage>,
  );
}

function Switch({ enabled, changeable }: { enabled: boolean; changeable: boolean }) {
  return (
    <form method="post" action="/administrators/security">
      <button
        type="submit"
        class="switch"
        role="switch"
        aria-checked={enabled}
        aria-labelledby="second-factor"
        name="enabled"
        value={String(!enabled)}
        disabled={!changeable}
      >
        <span class="track" aria-hidden="true" />
        {enabled ? 'Enabled' : 'Disabled'}
      </button>
    </form>
  );
}

function Enrolments({ enrolments, reported }: { enrolments: readonly Enrolment[]; reported: boolean }) {
  const enrolled = enrolments.filter(({ methods }) => methods.length > 0).length;
  return (
    <section aria-labelledby="enrolments">
      <h2 id="enrolments">Who has enrolled</h2>
      <p class="lead">
        {enrolled} of {enrolments.length} administrators have registered a phone.
      </p>
      {reported && (
        <p class="actions">
          <a class="button" href="/2fa/admin/report">
            Report
          </a>
          <a class="button" href="/2fa/admin/report?format=csv">
            Download CSV
          </a>
        </p>
      )}
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Second factor</th>
              <th scope="col" class="minor">
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {enrolments.map((enrolment) => (
              <Row {...enrolment} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ administrator, methods, since }: Enrolment) {
  return (
    <tr>
      <td>
        <span class="strong">{administrator.name}</span>
        <span class="detail">{administrator.email}</span>
      </td>
      <td>{methods.includes('sms') ? <span class="badge good">SMS</span> : <span class="badge">Not enrolled</span>}</td>
      <td class="minor">{since && <time dateTime={since.toISOString()}>{day.format(since)}</time>}</td>
    </tr>
  );
}
