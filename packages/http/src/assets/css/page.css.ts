/** The page, the card, the running text. */
export const PAGE_CSS = `
*, *::before, *::after { box-sizing: border-box; }

html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }

body {
  margin: 0;
  min-height: 100vh;
  padding: clamp(1rem, 6vh, 4.5rem) 1rem 2rem;
  background: var(--cs-ground);
  color: var(--cs-text);
  font: 1rem/1.5 var(--cs-font);
  overflow-wrap: break-word;
}

.brand, .card { width: 100%; max-width: 27.5rem; margin-inline: auto; }

.brand {
  display: flex;
  align-items: center;
  gap: .625rem;
  margin-bottom: 1rem;
  padding-inline: .25rem;
  font-weight: 600;
}
.brand span { min-width: 0; overflow-wrap: anywhere; }

.shield { flex: none; }
.shield-body { fill: var(--cs-accent); }
.shield-check {
  fill: none;
  stroke: var(--cs-on-accent);
  stroke-width: 2;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.card {
  padding: clamp(1.25rem, 5vw, 2rem);
  background: var(--cs-card);
  border: 1px solid var(--cs-line);
  border-radius: calc(var(--cs-radius) + 4px);
  box-shadow: var(--cs-shadow);
}

h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; text-wrap: balance; }
h2 { margin: 0 0 .25rem; font-size: 1rem; line-height: 1.4; }
p { margin: 0 0 .5rem; }
.lead { margin-bottom: 1.25rem; }
.phone { white-space: nowrap; font-variant-numeric: tabular-nums; }
.hint, .note, .time, .resend p { color: var(--cs-muted); font-size: .9375rem; }
.time { font-variant-numeric: tabular-nums; }

.resend { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--cs-line); }
.resend-only { margin-top: 0; padding-top: 0; border-top: 0; }
.choices { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1rem; }
.choices > * { flex: 1 1 10rem; }

.actions {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: .5rem 1.5rem;
  margin-block: 1rem -.625rem;
}

table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--cs-line); text-align: start; vertical-align: top; }

a { color: var(--cs-accent); text-underline-offset: .15em; }
a:hover { color: var(--cs-accent-strong); }

.visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;
