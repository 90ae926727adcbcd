import type { ComponentChildren } from 'preact';
import { Document } from './document.js';
import { Mark } from './mark.js';

/** Properties of a {@link CardPage}. */
export interface CardPageProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A page with one card in the middle, for visitors who are not logged in. */
export function CardPage({ title, children }: CardPageProps) {
  return (
    <Document title={title}>
      <main class="centre">
        <div class="brand">
          <Mark /> Management Interface
        </div>
        <section class="card">
          <h1>{title}</h1>
          {children}
        </section>
      </main>
    </Document>
  );
}
