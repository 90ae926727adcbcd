import { renderToString } from 'preact-render-to-string';
import { BypassCodePage } from './bypass-code.page.js';
import { ContinuePage } from './continue.page.js';
import { DevicesPage } from './devices.page.js';
import { FactorsPage } from './factors.page.js';
import { NotMePage } from './not-me.page.js';
import type { Page, PageContext } from './page.js';
import { PasskeyPage } from './passkey.page.js';
import { PasswordPage } from './password.page.js';
import { RecoveryPage } from './recovery.page.js';
import { RecoveryCodesPage } from './recovery-codes.page.js';
import { RefusedPage } from './refused.page.js';
import { RegisterPhonePage } from './register-phone.page.js';
import { ReportPage } from './report.page.js';
import { SendCodePage } from './send-code.page.js';
import { TotpPage } from './totp.page.js';
import { VerifyPage } from './verify.page.js';

/** A page as a whole HTML document. Everything in it is escaped; nothing of it is kept. */
export function renderPage(page: Page, context: PageContext): string {
  return `<!doctype html>${renderToString(elementFor(page, context))}`;
}

function elementFor(page: Page, context: PageContext) {
  switch (page.name) {
    case 'register-phone':
      return <RegisterPhonePage page={page} context={context} />;
    case 'verify':
      return <VerifyPage page={page} context={context} />;
    case 'totp':
      return <TotpPage page={page} context={context} />;
    case 'passkey':
      return <PasskeyPage page={page} context={context} />;
    case 'send-code':
      return <SendCodePage page={page} context={context} />;
    case 'password':
      return <PasswordPage page={page} context={context} />;
    case 'refused':
      return <RefusedPage page={page} context={context} />;
    case 'recovery':
      return <RecoveryPage page={page} context={context} />;
    case 'recovery-codes':
      return <RecoveryCodesPage page={page} context={context} />;
    case 'bypass-code':
      return <BypassCodePage page={page} context={context} />;
    case 'not-me':
      return <NotMePage page={page} context={context} />;
    case 'report':
      return <ReportPage page={page} context={context} />;
    case 'continue':
      return <ContinuePage page={page} context={context} />;
    case 'devices':
      return <DevicesPage page={page} context={context} />;
    case 'factors':
      return <FactorsPage page={page} context={context} />;
  }
}
