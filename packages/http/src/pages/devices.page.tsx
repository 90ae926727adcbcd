import { Devices } from './devices.js';
import { Layout } from './layout.js';
import type { DevicesPage as Page, PageContext } from './page.js';
import { TEXTS } from './texts.js';

/** The trusted browsers of who is signed in (R53). */
export function DevicesPage({ page, context }: { readonly page: Page; readonly context: PageContext }) {
  return (
    <Layout context={context} heading={TEXTS.devices.heading}>
      <Devices devices={page.devices} context={context} />
      <div class="actions">
        <a href={context.homePath ?? '/'}>{TEXTS.devices.back}</a>
      </div>
    </Layout>
  );
}
