import type { SecondFactorState } from '@countersign/core';
import { CountrySelect } from './country-select.js';
import { PROBLEM_ID } from './error-summary.js';
import { type FieldName, isAtFault } from './field-at-fault.js';
import { Layout } from './layout.js';
import type { RegisterPhonePage as Page, PageContext } from './page.js';
import { pathsOf } from './paths.js';
import { PhoneField } from './phone-field.js';
import { PostButton, PostForm } from './post-form.js';
import { RegisterPasskey } from './register-passkey.js';
import { RegisterTotp } from './register-totp.js';
import { TEXTS } from './texts.js';

/** Screen 2: which phone gets the codes. Says what SMS is worth before a number is given (R40). */
export function RegisterPhonePage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  const { countries, values, problem, state } = page;
  const phone = state.methods.includes('sms');
  const paths = pathsOf(context);
  const fault = (field: FieldName) => {
    const invalid = isAtFault(field, problem);
    return { invalid, describedBy: invalid ? PROBLEM_ID : undefined };
  };
  return (
    <Layout context={context} heading={headingOf(state)} problem={problem}>
      {(phone || state.after) && <p class="lead">{whyOf(state)}</p>}
      {phone && (
        <PostForm action={paths.phone} class="stack">
          {state.after && <h2>{TEXTS.register.phoneHeading}</h2>}
          <CountrySelect countries={countries} chosen={values?.country} {...fault('country')} />
          <PhoneField value={values?.phone} {...fault('phone')} />
          <p class="note" id="sms-notice">
            {TEXTS.register.restricted}
          </p>
          <button type="submit" class="button primary">
            {TEXTS.register.send}
          </button>
        </PostForm>
      )}
      {state.methods.includes('totp') && <RegisterTotp paths={paths} alone={!phone} />}
      {state.methods.includes('passkey') && <RegisterPasskey paths={paths} problem={problem} alone={!phone} />}
      <div class="actions">
        <PostButton action={paths.cancel} label={TEXTS.cancel} look="quiet" />
      </div>
    </Layout>
  );
}

function whyOf({ purpose, after }: SecondFactorState): string {
  if (after) return after === 'recovery' ? TEXTS.recovery.next : TEXTS.uncounted.next;
  return purpose === 'change' ? TEXTS.register.change.why : TEXTS.register.why;
}

function headingOf({ purpose, methods, after }: SecondFactorState): string {
  if (after) return after === 'recovery' ? TEXTS.recovery.nextHeading : TEXTS.uncounted.heading;
  if (methods.includes('sms')) return purpose === 'change' ? TEXTS.register.change.heading : TEXTS.register.heading;
  return methods.includes('totp') ? TEXTS.register.otherHeading : TEXTS.passkey.registerHeading;
}
