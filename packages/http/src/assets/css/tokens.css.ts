/**
 * What a host may set to make the pages its own. `:where` gives these no weight, so that any `:root` rule of the host wins.
 * Text on its ground has a contrast of at least 4.5, borders of fields and focus rings of at least 3.
 */
export const TOKENS_CSS = `
:where(:root) {
  color-scheme: light dark;
  --cs-font: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --cs-radius: 10px;
  --cs-ground: #f1f4f8;
  --cs-card: #ffffff;
  --cs-text: #17212d;
  --cs-muted: #4d5b6b;
  --cs-line: #d5dce5;
  --cs-field-line: #74839a;
  --cs-accent: #1f4fa8;
  --cs-accent-strong: #183f87;
  --cs-on-accent: #ffffff;
  --cs-tint: #edf2fb;
  --cs-error: #a8201a;
  --cs-error-tint: #fdf1f0;
  --cs-warning: #7a4a00;
  --cs-warning-tint: #fff6e5;
  --cs-good: #17653a;
  --cs-good-tint: #eef8f2;
  --cs-shadow: 0 1px 2px rgb(16 32 56 / 6%), 0 8px 28px rgb(16 32 56 / 8%);
}

@media (prefers-color-scheme: dark) {
  :where(:root) {
    --cs-ground: #0e141b;
    --cs-card: #18212b;
    --cs-text: #e9eef4;
    --cs-muted: #a9b6c4;
    --cs-line: #303c49;
    --cs-field-line: #7c8da0;
    --cs-accent: #8fb6ff;
    --cs-accent-strong: #b3cdff;
    --cs-on-accent: #0b1a33;
    --cs-tint: #202d3d;
    --cs-error: #ffb3ab;
    --cs-error-tint: #3a1f20;
    --cs-warning: #ffd38a;
    --cs-warning-tint: #35290f;
    --cs-good: #93dcb1;
    --cs-good-tint: #16301f;
    --cs-shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 30%);
  }
}
`;
