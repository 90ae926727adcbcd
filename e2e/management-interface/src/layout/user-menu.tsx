import type { Administrator } from '../administrators/administrator.entity.js';
import { userMenu } from './navigation.js';

/** Who is logged in, and the way out. */
export function UserMenu({ administrator }: { administrator: Administrator }) {
  const initials = administrator.name.replace(/(\S)\S*\s*/g, '$1').slice(0, 2);
  return (
    <details class="user-menu">
      <summary>
        <span class="avatar" aria-hidden="true">
          {initials}
        </span>
        <span class="user-name">{administrator.name}</span>
      </summary>
      <div class="menu">
        <p class="menu-head">
          <span class="strong">{administrator.name}</span>
          <span class="detail">{administrator.email}</span>
        </p>
        {userMenu.map(({ href, label }) => (
          <a href={href}>{label}</a>
        ))}
        <form method="post" action="/logout">
          <button type="submit">Log out</button>
        </form>
      </div>
    </details>
  );
}
