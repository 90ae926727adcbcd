import type { CodeState } from '@countersign/core';
import { Countdown } from './countdown.js';
import { DigitsInput } from './digits-input.js';
import { PROBLEM_ID } from './error-summary.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

interface CodeFieldProps {
  readonly code: CodeState;
  readonly invalid: boolean;
  readonly hasProblem: boolean;
}

/**
 * One field for the whole code (R82): no boxes per digit and no `maxlength`, which would cut a pasted `123 456`. What it is
 * described by: the mark of the message where it has one, the time left, and the problem.
 */
export function CodeField({ code, invalid, hasProblem }: CodeFieldProps) {
  const marked = code.channel === 'sms';
  const described = [hasProblem && PROBLEM_ID, marked && 'code-reference', 'code-validity'].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for="code">{fill(TEXTS.verify.code, { length: code.length })}</label>
      <div class="code-row">
        <DigitsInput invalid={invalid} describedBy={described} focused />
        {marked && <Reference letters={code.reference} />}
      </div>
      <Validity seconds={code.expiresInSeconds} />
    </div>
  );
}

function Reference({ letters }: { readonly letters: string }) {
  return (
    <p class="reference" id="code-reference">
      <span>{TEXTS.verify.markedCaption}</span> <strong>{letters}</strong>
    </p>
  );
}

function Validity({ seconds }: { readonly seconds: number }) {
  const { left, over, ...units } = TEXTS.validity;
  return <Countdown id="code-validity" kind="left" seconds={seconds} texts={{ ...units, running: left, done: over }} />;
}
