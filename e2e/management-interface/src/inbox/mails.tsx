import type { Mail } from './mailbox.js';

/** The mails, as a mail program lists them. */
export function Mails({ mails }: { mails: readonly Mail[] }) {
  return (
    <section class="mails" aria-labelledby="mails-title">
      <h2 id="mails-title">Mail</h2>
      <ol id="mails">
        {mails.map((mail) => (
          <li class="mail">
            <h3>{mail.title}</h3>
            <p class="minor">To {mail.to}</p>
            {mail.body.split('\n').map((line) => (
              <Line line={line} link={mail.link} />
            ))}
          </li>
        ))}
        {mails.length === 0 && <li class="empty">No mails yet</li>}
      </ol>
    </section>
  );
}

function Line({ line, link }: { line: string; link: string | null }) {
  if (line === '') return null;
  return <p>{line === link ? <a href={line}>{line}</a> : line}</p>;
}
