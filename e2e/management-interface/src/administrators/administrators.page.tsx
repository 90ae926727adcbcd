import { ConsolePage } from '../layout/console-page.js';
import { day } from '../layout/day.js';
import { render } from '../layout/document.js';
import type { Administrator, Role } from './administrator.entity.js';
import { Alerts, isLocked } from './alerts.js';

/** What the roles are called on screen. */
export const roleNames: Readonly<Record<Role, string>> = {
  super: 'Super administrator',
  administrator: 'Administrator',
};

/** The list of administrators. */
export function administratorsPage(me: Administrator, administrators: readonly Administrator[]): string {
  return render(
    <ConsolePage title="Administrators" path="/administrators" administrator={me}>
      <p class="lead">People who can log in to this console.</p>
      <Alerts administrators={administrators} />
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Status</th>
              <th scope="col" class="minor">
                Added
              </th>
            </tr>
          </thead>
          <tbody>
            {administrators.map((administrator) => (
              <Row administrator={administrator} me={me} />
            ))}
          </tbody>
        </table>
      </div>
    </ConsolePage>,
  );
}

function Row({ administrator, me }: { administrator: Administrator; me: Administrator }) {
  const isMe = administrator.id === me.id;
  return (
    <tr>
      <td>
        <span class="strong">{administrator.name}</span> {isMe && <span class="badge">You</span>}
        <span class="detail">{administrator.email}</span>
        {me.role === 'super' && !isMe && (
          <>
            <a href={`/administrators/${administrator.id}/second-factor`}>Second factor</a>{' '}
            <a href={`/administrators/${administrator.id}/password`}>Password</a>
          </>
        )}
      </td>
      <td>{roleNames[administrator.role]}</td>
      <td>
        {administrator.active ? <span class="badge good">Active</span> : <span class="badge bad">Inactive</span>}{' '}
        {isLocked(administrator) && <span class="badge bad">Locked</span>}{' '}
        {administrator.mustChange && <span class="badge warn">Must change password</span>}
      </td>
      <td class="minor">
        <time dateTime={administrator.createdAt.toISOString()}>{day.format(administrator.createdAt)}</time>
      </td>
    </tr>
  );
}
