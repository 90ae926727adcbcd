/** The console's mark. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <rect x="1" y="1" width="22" height="22" rx="6" fill="currentColor" />
      <path class="mark-line" d="M6 17V8l6 5 6-5v9" fill="none" stroke-width="2.2" stroke-linejoin="round" />
    </svg>
  );
}
