import { PROBLEM_ID } from './error-summary.js';
import { isAtFault } from './field-at-fault.js';
import type { PageProblem } from './page.js';
import { PasskeyForm } from './passkey-form.js';
import type { Paths } from './paths.js';
import { TEXTS } from './texts.js';

interface RegisterPasskeyProps {
  readonly paths: Paths;
  readonly problem: PageProblem | undefined;
  /** Whether it is all that can be registered. */
  readonly alone: boolean;
}

/** Offers to register a passkey, under a name or none. */
export function RegisterPasskey({ paths, problem, alone }: RegisterPasskeyProps) {
  const invalid = isAtFault('name', problem);
  return (
    <section class="passkey">
      <h2>{TEXTS.passkey.registerHeading}</h2>
      <p>{TEXTS.passkey.registerWhy}</p>
      <PasskeyForm paths={paths} label={TEXTS.passkey.register} look={alone ? 'primary' : 'secondary'}>
        <div class="field">
          <label for="name">{TEXTS.passkey.name}</label>
          <p class="hint" id="name-hint">
            {TEXTS.passkey.nameHint}
          </p>
          <input
            id="name"
            name="name"
            type="text"
            autocomplete="off"
            aria-invalid={invalid || undefined}
            aria-describedby={invalid ? `${PROBLEM_ID} name-hint` : 'name-hint'}
          />
        </div>
      </PasskeyForm>
    </section>
  );
}
