import type { ComponentChildren } from 'preact';
import type { Paths } from './paths.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';

interface PasskeyFormProps {
  readonly paths: Paths;
  readonly label: string;
  readonly look: 'primary' | 'secondary';
  /** What else is asked. */
  readonly children?: ComponentChildren;
}

/**
 * The button that has the browser ask for a passkey. The script shows it where passkeys are known, fills in what the browser
 * gave, and posts it like any form. Without scripts a sentence says why it is not there.
 */
export function PasskeyForm({ paths, label, look, children }: PasskeyFormProps) {
  return (
    <div>
      <noscript>
        <p class="note">{TEXTS.passkey.without}</p>
      </noscript>
      <p class="note" hidden>
        {TEXTS.passkey.without}
      </p>
      <PostForm action={paths.verify} class="stack" passkey={paths.passkey}>
        {children}
        <button type="submit" class={`button ${look}`}>
          {label}
        </button>
        <p class="message message-error" role="alert" hidden data-failed={TEXTS.passkey.failed} />
        <input type="hidden" name="method" value="passkey" />
        <input type="hidden" name="credential" value="" />
      </PostForm>
      <script type="module" src={paths.passkeyScript} />
    </div>
  );
}
