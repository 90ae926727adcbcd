import type { CodeState } from '@countersign/core';
import type { ComponentChildren } from 'preact';
import { CodeField } from './code-field.js';
import { Countdown } from './countdown.js';
import { isAtFault } from './field-at-fault.js';
import type { PageProblem } from './page.js';
import { PostForm } from './post-form.js';
import { TEXTS } from './texts.js';
import { count } from './wording.js';

/** From here on the tries left are told without a wrong code before: someone came back to the page. */
const FEW_TRIES = 2;

const VERIFY_ID = 'verify';

interface VerifyFormProps {
  readonly action: string;
  readonly code: CodeState;
  readonly problem: PageProblem | undefined;
  /** What can be asked for together with the answer. */
  readonly children?: ComponentChildren;
}

/** The field and its button. */
export function VerifyForm({ action, code, problem, children }: VerifyFormProps) {
  const warn = !problem && code.attemptsLeft <= FEW_TRIES;
  return (
    <PostForm action={action} class="stack">
      <CodeField code={code} invalid={isAtFault('code', problem)} hasProblem={problem !== undefined} />
      {warn && <p class="note">{count(TEXTS.help.triesLeft, code.attemptsLeft)}</p>}
      {children}
      {code.answerInSeconds > 0 && <AnswerWait seconds={code.answerInSeconds} />}
      <button id={VERIFY_ID} type="submit" class="button primary">
        {TEXTS.verify.verify}
      </button>
    </PostForm>
  );
}

/** No answer is judged before its end (R12): the button works without scripts at any time, and the server says so. */
function AnswerWait({ seconds }: { readonly seconds: number }) {
  const texts = { ...TEXTS.wait, running: TEXTS.help.tryAgainIn, done: TEXTS.help.tryAgainNow };
  return <Countdown id="answer-wait" kind="wait" seconds={seconds} texts={texts} enables={VERIFY_ID} />;
}
