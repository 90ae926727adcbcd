import type { ComponentChildren } from 'preact';

interface PostFormProps {
  readonly action: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  /** For a script that shows it and fills it in: where that asks with what. Hidden until then. */
  readonly passkey?: string;
}

/**
 * A form that changes something: always POST, always urlencoded (R79). `autocomplete` is off for the form, not for its
 * fields: Firefox would bring a button back disabled after a reload.
 */
export function PostForm({ action, children, class: className, passkey }: PostFormProps) {
  const scripted = passkey === undefined ? {} : { hidden: true, 'data-passkey': passkey };
  return (
    <form method="post" action={action} class={className} autocomplete="off" {...scripted}>
      {children}
    </form>
  );
}

interface PostButtonProps {
  readonly action: string;
  readonly label: string;
  readonly look: 'primary' | 'secondary' | 'quiet';
  readonly id?: string;
  readonly describedBy?: string | undefined;
}

/** A button in a form of its own. The button has no name: the server refuses fields that it does not know. */
export function PostButton({ action, label, look, id, describedBy }: PostButtonProps) {
  return (
    <PostForm action={action}>
      <button type="submit" class={`button ${look}`} id={id} aria-describedby={describedBy}>
        {label}
      </button>
    </PostForm>
  );
}
