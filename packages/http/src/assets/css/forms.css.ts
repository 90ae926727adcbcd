/** Fields and buttons. Everything that is pressed is at least 44 px high. */
export const FORMS_CSS = `
form { margin: 0; }
.stack > * + * { margin-top: 1.25rem; }
h1 + .stack { margin-top: 1rem; }
.stack .note { margin-bottom: 0; }

.field > label { display: block; margin-bottom: .375rem; font-weight: 600; }
.field > .hint { margin-bottom: .375rem; }
.field > .time { margin: .5rem 0 0; }

input, select {
  width: 100%;
  min-height: 2.875rem;
  padding: .5rem .75rem;
  border: 1px solid var(--cs-field-line);
  border-radius: var(--cs-radius);
  background: var(--cs-card);
  color: inherit;
  font: inherit;
}

.check { display: flex; gap: .75rem; align-items: flex-start; }
.check input { flex: none; width: 1.375rem; min-height: 1.375rem; margin: 0; accent-color: var(--cs-accent); }
.check label { font-weight: 600; }

.list { margin: 0; padding: 0; list-style: none; }
.list li { padding-block: 1rem; border-top: 1px solid var(--cs-line); }
.list p { margin: 0 0 .5rem; }

.code-row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: stretch; }
#code {
  flex: 1 1 9.5rem;
  min-width: 0;
  min-height: 3.75rem;
  font-size: clamp(1.375rem, 6.5vw, 1.75rem);
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  letter-spacing: .2em;
}

.reference {
  display: flex;
  flex: 0 1 auto;
  align-items: center;
  gap: .5rem;
  margin: 0;
  padding: .375rem .75rem;
  border-radius: var(--cs-radius);
  background: var(--cs-tint);
  font-size: .8125rem;
  line-height: 1.3;
}
.reference span { max-width: 5.75rem; color: var(--cs-muted); }
.reference strong { font-size: 1.375rem; letter-spacing: .06em; }
@media (max-width: 25rem) {
  #code { padding-inline: .625rem; letter-spacing: .1em; }
}
@media (min-width: 21rem) and (max-width: 25rem) {
  .reference { flex-direction: column; align-items: flex-start; justify-content: center; gap: 0; }
}

[aria-invalid="true"] { border-color: var(--cs-error); box-shadow: inset 0 0 0 1px var(--cs-error); }

.button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 100%;
  min-height: 2.875rem;
  padding: .5rem 1rem;
  border: 1px solid transparent;
  border-radius: var(--cs-radius);
  font: inherit;
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
  transition: background-color .12s, border-color .12s;
}
.primary, a.primary { background: var(--cs-accent); color: var(--cs-on-accent); }
.primary:hover { background: var(--cs-accent-strong); color: var(--cs-on-accent); }
.secondary { border-color: var(--cs-field-line); background: transparent; color: var(--cs-accent); }
.secondary:hover { background: var(--cs-tint); }
.quiet { width: auto; margin-inline-start: -.75rem; padding-inline: .75rem; background: transparent; color: var(--cs-muted); }
.quiet:hover { background: var(--cs-tint); color: var(--cs-text); }
.button:disabled { border-color: var(--cs-line); background: transparent; color: var(--cs-muted); cursor: default; }
.button[hidden] { display: none; }
.recovery-codes { padding-inline-start: 2rem; font-size: 1.0625rem; }
.another-way { margin-top: 1rem; }
.another-way .choices p { margin-top: 0; }
.qr { max-width: 13rem; margin-block: 1rem; }
.qr svg { display: block; width: 100%; height: auto; border-radius: var(--cs-radius); }
.secret code { font-size: 1.0625rem; letter-spacing: .04em; overflow-wrap: anywhere; }
.totp, .passkey { margin-top: 1.5rem; padding-top: 1.25rem; border-top: 1px solid var(--cs-line); }
.another-way summary { min-height: 2.75rem; padding-block: .625rem; color: var(--cs-accent); font-weight: 600; cursor: pointer; }
/* The second half of a double click would cut off the reply to the first, and the sign-in with it. Without scripts too. */
.button:focus:not(:focus-visible, :active) { pointer-events: none; }

:focus-visible { outline: 3px solid var(--cs-accent); outline-offset: 2px; }
input:focus-visible, select:focus-visible { outline-offset: 0; }

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { transition: none !important; animation: none !important; }
}
`;
