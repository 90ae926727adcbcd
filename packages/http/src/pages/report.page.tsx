import { isChannel, type Method } from '@countersign/core';
import { Layout } from './layout.js';
import type { ReportPage as Page, PageContext, ReportedAccount } from './page.js';
import { pathsOf } from './paths.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

/** For administrators: who has a second factor, since when, and who has none. */
export function ReportPage({ page: { accounts }, context }: { readonly page: Page; readonly context: PageContext }) {
  const enrolled = accounts.filter(({ methods }) => methods.length > 0).length;
  return (
    <Layout context={context} heading={TEXTS.report.heading}>
      <p class="lead">{fill(TEXTS.report.adopted, { enrolled, all: accounts.length })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{TEXTS.report.name}</th>
            <th scope="col">{TEXTS.report.methods}</th>
            <th scope="col">{TEXTS.report.since}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Row {...account} />
          ))}
        </tbody>
      </table>
      <p class="choices">
        <a href={`${pathsOf(context).report}?format=csv`}>{TEXTS.report.download}</a>
      </p>
    </Layout>
  );
}

/** Ways to one phone are all the phone. */
const nameOf = (method: Method) => TEXTS.report.kinds[isChannel(method) ? 'phone' : method];

function Row({ name, methods, since }: ReportedAccount) {
  return (
    <tr>
      <td>{name}</td>
      <td>{methods.length > 0 ? [...new Set(methods.map(nameOf))].join(', ') : TEXTS.report.none}</td>
      <td>{since && <time dateTime={since}>{since.slice(0, 10)}</time>}</td>
    </tr>
  );
}
