import { isChannel, type Method, type SecondFactorState } from '@countersign/core';
import { PasskeyForm } from './passkey-form.js';
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
 * The other ways, behind one line: a button for each channel, that sends a new code, the passkey, and links to the fields for
 * an app's code and a recovery code. Nothing where there is no other.
 */
export function AnotherWay({ state, paths, sends = true }: AnotherWayProps) {
  const ways = otherWays(state, sends);
  if (ways.length === 0) return null;
  return (
    <details class="another-way">
      <summary>{TEXTS.verify.anotherWay}</summary>
      <div class="choices">
        {ways.filter(isChannel).map((channel) => (
          <PostForm action={paths.code}>
            <input type="hidden" name="channel" value={channel} />
            <button type="submit" class="button secondary">
              {TEXTS.verify.by[channel]}
            </button>
          </PostForm>
        ))}
        {ways.includes('totp') && (
          <a class="button secondary" href={paths.byTotp}>
            {TEXTS.totp.use}
          </a>
        )}
        {ways.includes('passkey') && <PasskeyForm paths={paths} label={TEXTS.passkey.use} look="secondary" />}
        {ways.includes('recovery') && (
          <a class="button secondary" href={paths.recovery}>
            {TEXTS.verify.byRecovery}
          </a>
        )}
      </div>
    </details>
  );
}

function otherWays({ methods, method, purpose, code }: SecondFactorState, sends: boolean): readonly Method[] {
  const used = method === 'passkey' || method === 'totp' ? method : (code?.channel ?? 'sms');
  const proves: readonly (Method | undefined)[] = [
    ...(purpose === 'sign-in' || purpose === 'step-up' ? (['totp', 'passkey'] as const) : []),
    ...(purpose === 'sign-in' ? (['recovery'] as const) : []),
    ...(sends ? methods.filter(isChannel) : []),
  ];
  return methods.filter((each) => each !== used && proves.includes(each));
}
