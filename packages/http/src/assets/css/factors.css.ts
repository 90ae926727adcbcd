/** The list of the user's own factors. */
export const FACTORS_CSS = `
.factors { margin: 0; padding: 0; list-style: none; }
.factor { padding-block: 1rem .5rem; border-top: 1px solid var(--cs-line); }
.factor .note { margin-bottom: 0; }
.factors + section .choices > * { flex-basis: 14rem; }
.factor-acts { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.factor-acts .quiet { margin-inline-start: 0; padding-inline: 0; color: var(--cs-accent); }
.factor summary { min-height: 2.75rem; padding-block: .625rem; color: var(--cs-accent); font-weight: 600; cursor: pointer; }
.factor details[open] { padding-bottom: 1rem; }
`;
