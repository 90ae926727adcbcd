import { isChannel, type SecondFactorState } from '@countersign/core';
import { PasskeyForm } from './passkey-form.js';
import type { Paths } from './paths.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';

interface AnotherWayProps {
  readonly state: SecondFactorState;
  readonly paths: Paths;
}

/**
 * The other ways, behind one line: a button for each channel, that sends a new code, and the passkey where that is one. Nothing
 * where there is no other.
 */
export function AnotherWay({ state, paths }: AnotherWayProps) {
  const { methods, method, purpose, code } = state;
  const isAsked = method === 'passkey';
  const used = isAsked || method === 'totp' ? undefined : (code?.channel ?? 'sms');
  const others = methods.filter(isChannel).filter((channel) => channel !== used);
  const passkey = !isAsked && methods.includes('passkey') && (purpose === 'sign-in' || purpose === 'step-up');
  const totp = method !== 'totp' && methods.includes('totp') && (purpose === 'sign-in' || purpose === 'step-up');
  if (others.length === 0 && !passkey && !totp) return null;
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
        {totp && (
          <a class="button secondary" href={paths.byTotp}>
            {TEXTS.totp.use}
          </a>
        )}
        {passkey && <PasskeyForm paths={paths} label={TEXTS.passkey.use} look="secondary" />}
      </div>
    </details>
  );
}
