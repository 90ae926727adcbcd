import { isChannel, type SecondFactorState } from '@countersign/core';
import type { Paths } from './paths.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';

interface AnotherWayProps {
  readonly state: SecondFactorState;
  readonly paths: Paths;
}

/** The other ways to get a code, behind one line: a button each, that sends a new code. Nothing where there is no other. */
export function AnotherWay({ state: { methods, code }, paths }: AnotherWayProps) {
  const others = methods.filter(isChannel).filter((method) => method !== (code?.channel ?? 'sms'));
  if (others.length === 0) return null;
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
      </div>
    </details>
  );
}
