// countersign: demo
import type { Administrator } from '../administrators/administrator.entity.js';
import { ConsolePage } from '../layout/console-page.js';
import { render } from '../layout/document.js';
import { ActivityFilter } from './activity.filter.js';
import { type ActivityQuery, queryText } from './activity.query.js';
import { ActivityRow } from './activity.row.js';
import type { ActivityPage } from './activity.service.js';

/** What the page shows. */
export interface ActivityPageData {
  readonly query: ActivityQuery;
  readonly page: ActivityPage;
  readonly people: readonly Administrator[];
}

const PATH = '/administrators/activity';

/** The page with what has happened, newest first. */
export function activityPage(me: Administrator, { query, page, people }: ActivityPageData): string {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return render(
    <ConsolePage title="Activity" path={PATH} administrator={me}>
      <p class="lead">What has happened at the second step, newest first. Times are UTC.</p>
      <ActivityFilter action={PATH} query={query} people={people} />
      {page.events.length === 0 ? (
        <p class="empty">Nothing of this kind has happened.</p>
      ) : (
        <Table {...page} names={names} />
      )}
      <nav class="button-row" aria-label="Pages and downloads">
        {page.newer !== undefined && <PageLink query={query} place={{ after: `${page.newer}` }} label="Newer" />}
        {page.older !== undefined && <PageLink query={query} place={{ before: `${page.older}` }} label="Older" />}
        <a class="button" href={`${PATH}.csv${queryText(query)}`}>
          Download CSV
        </a>
        <a class="button" href={`${PATH}.jsonl${queryText(query)}`}>
          Download JSON lines
        </a>
      </nav>
    </ConsolePage>,
  );
}

function PageLink({ query, place, label }: { query: ActivityQuery; place: Record<string, string>; label: string }) {
  return (
    <a class="button" href={`${PATH}${queryText(query, place)}`}>
      {label}
    </a>
  );
}

function Table({ events, names }: ActivityPage & { names: ReadonlyMap<string, string> }) {
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Administrator</th>
            <th scope="col" class="minor">
              Address
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ event }) => (
            <ActivityRow event={event} names={names} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
