import type { SecondFactorState } from '@countersign/core';
import { AnotherWay } from './another-way.js';
import { Delivery } from './delivery.js';
import type { PageProblem } from './page.js';
import type { Paths } from './paths.js';
import { PostButton } from './post-form.js';
import { RESEND_ID, RESEND_WAIT_ID, ResendWait } from './resend-wait.js';
import { TEXTS } from './texts.js';
import { count } from './wording.js';

/** From here on it is told how many codes can still be sent. */
const FEW_SENDS = 1;

interface ResendProps {
  readonly state: SecondFactorState;
  readonly problem: PageProblem | undefined;
  readonly paths: Paths;
}

/**
 * What to do when nothing arrives. The button works without scripts at any time (the server says when it is too soon); the
 * wait is stated, and the script turns it into a countdown.
 */
export function Resend({ state, problem, paths }: ResendProps) {
  const { code } = state;
  const exhausted = code?.sendsLeft === 0;
  return (
    <section class={code ? 'resend' : 'resend resend-only'} aria-label={TEXTS.verify.resend}>
      {code && <h2>{TEXTS.verify.resendHeading}</h2>}
      {code && <Delivery code={code} follow={paths.news} />}
      {exhausted ? <p>{TEXTS.help.noSendsLeft}</p> : <ResendWait state={state} problem={problem} />}
      <SendsLeft sends={code?.sendsLeft} />
      <div class="choices">
        {!exhausted && (
          <PostButton
            action={paths.code}
            label={TEXTS.verify.resend}
            look={code ? 'secondary' : 'primary'}
            id={RESEND_ID}
            describedBy={RESEND_WAIT_ID}
          />
        )}
      </div>
      <AnotherWay state={state} paths={paths} sends={!exhausted} />
    </section>
  );
}

function SendsLeft({ sends }: { readonly sends: number | undefined }) {
  if (!sends || sends > FEW_SENDS) return null;
  return <p>{count(TEXTS.help.sendsLeft, sends)}</p>;
}
