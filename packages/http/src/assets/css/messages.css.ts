/** Boxes that say how something went. The side bar and the words carry the meaning, not the colour alone. */
export const MESSAGES_CSS = `
.message {
  margin-bottom: 1.25rem;
  padding: .75rem 1rem;
  border: 1px solid var(--tone);
  border-inline-start-width: 5px;
  border-radius: var(--cs-radius);
  background: var(--tint);
}
h1 + .message { margin-top: .875rem; }
.message h2 { color: var(--tone); }
.message p, .message ul { margin: 0; }
.message p + p, .message ul { margin-top: .25rem; }
.message ul { padding-inline-start: 1.25rem; }
.message-error { --tone: var(--cs-error); --tint: var(--cs-error-tint); }
.message-warning { --tone: var(--cs-warning); --tint: var(--cs-warning-tint); }
.message-good { --tone: var(--cs-good); --tint: var(--cs-good-tint); }
`;
