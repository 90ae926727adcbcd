import { isChannel, type SecondFactorState } from '@countersign/core';
import type { Paths } from './paths.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';

interface AnotherWayProps {
  readonly state: SecondFactorState;
  readonly paths: Paths;
  /** Whether another code can be sent. @defaultValue true */
  readonly sends?: boolean;
}

/**
 * The other ways, behind one line: a button for each way to get a new code, and a link to the field for a recovery code.
 * Nothing where there is no other.
 */
export function AnotherWay({ state: { methods, code }, paths, sends = true }: AnotherWayProps) {
  const others = sends ? methods.filter(isChannel).filter((method) => method !== (code?.channel ?? 'sms')) : [];
  const recovery = methods.includes('recovery');
  if (others.length === 0 && !recovery) return null;
  return (
    <details class="another-way">
      <summary>{TEXTS.verify.anotherWay}</summary>
      <div class="choices">
        {others.map((channel) => (
          <PostForm action={paths.code}>
            <input type="hidden" name="channel" value={channel} />
            <button type="submit" class="button secondary">
              {TEXTS.verify.by[channel]}
            </button>
          </PostForm>
        ))}
        {recovery && (
          <a class="button secondary" href={paths.recovery}>
            {TEXTS.verify.byRecovery}
          </a>
        )}
      </div>
    </details>
  );
}
