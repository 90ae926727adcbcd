import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** Properties of a {@link Document}. */
export interface DocumentProps {
  readonly title: string;
  /** A script in `/assets` that the page can do without. */
  readonly script?: string;
  readonly children: ComponentChildren;
}

/** The outermost element of every page. */
export function Document({ title, script, children }: DocumentProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Management Interface`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/console.css" />
        {script && <script src={`/assets/${script}`} defer />}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** A page as the text that goes over the wire. */
export function render(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}
