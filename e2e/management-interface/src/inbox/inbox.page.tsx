import { Document, render } from '../layout/document.js';
import type { InboxMessage } from './inbox.js';
import type { Mail } from './mailbox.js';
import { Mails } from './mails.js';

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

/** A phone with the texts on it, newest first, and the mails. */
export function inboxPage(messages: readonly InboxMessage[], mails: readonly Mail[]): string {
  const newestFirst = [...messages].sort((a, b) => b.at.getTime() - a.at.getTime());
  return render(
    <Document title="Inbox" script="inbox.js">
      <main class="centre inbox">
        <p class="inbox-note">
          No SMS service is set up, so texts land here, and mails without a mail server.
          <br />
          <a href="/inbox">Reload</a> · <a href="/">Console</a>
        </p>
        <section class="phone" aria-labelledby="inbox-title">
          <h1 id="inbox-title">Messages</h1>
          <ol class="messages" id="messages" aria-live="polite">
            {newestFirst.map((message) => (
              <Message message={message} />
            ))}
            {newestFirst.length === 0 && <li class="empty">No messages yet</li>}
          </ol>
        </section>
        <Mails mails={mails} />
      </main>
    </Document>,
  );
}

function Message({ message }: { message: InboxMessage }) {
  return (
    <li class="message">
      <p class="message-head">
        <span>To {message.to}</span> <time dateTime={message.at.toISOString()}>{clock.format(message.at)}</time>
      </p>
      <p class="bubble">{message.body}</p>
    </li>
  );
}
