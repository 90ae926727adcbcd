import type { ComponentChildren } from 'preact';
import type { Administrator, Role } from '../administrators/administrator.entity.js';
import { Document } from './document.js';
import { Mark } from './mark.js';
import { mainMenu } from './navigation.js';
import { UserMenu } from './user-menu.js';

/** Properties of a {@link ConsolePage}. */
export interface ConsolePageProps {
  readonly title: string;
  /** Which entry of the navigation is the current one. */
  readonly path: string;
  readonly administrator: Administrator;
  readonly children: ComponentChildren;
}

/** A page of the console: top bar, side navigation, content. */
export function ConsolePage({ title, path, administrator, children }: ConsolePageProps) {
  return (
    <Document title={title}>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <header class="top-bar">
        <a class="brand" href="/">
          <Mark /> Management Interface
        </a>
        <UserMenu administrator={administrator} />
      </header>
      <div class="columns">
        <Navigation path={path} role={administrator.role} />
        <main id="content">
          <h1>{title}</h1>
          {children}
        </main>
      </div>
    </Document>
  );
}

function Navigation({ path, role }: { path: string; role: Role }) {
  const links = mainMenu.filter((link) => link.role === undefined || link.role === role);
  return (
    <nav class="side" aria-label="Main">
      <ul>
        {links.map(({ href, label }) => (
          <li>
            <a href={href} aria-current={href === path ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
