import { STATUS_CODES } from 'node:http';
import type { HttpException } from '@nestjs/common';
import { CardPage } from '../layout/card-page.js';
import { render } from '../layout/document.js';
import { messageOf } from './message-of.js';

const sentences: Readonly<Record<number, string>> = {
  400: 'The request could not be understood.',
  401: 'You are not logged in, or your session has ended.',
  403: 'You are not allowed to do this.',
  404: 'There is no page at this address.',
  503: 'This is not available at the moment. Please try again shortly.',
};

/** The page for an error: what it means, never what went wrong inside. */
export function errorPage(error: HttpException, user: Express.User | undefined): string {
  const status = error.getStatus();
  const ours = error.errorCode === undefined && !hasCode(error.getResponse());
  const sentence = sentences[status] ?? 'Something went wrong. Please try again.';
  return render(
    <CardPage title={STATUS_CODES[status] ?? 'Error'}>
      <p>{ours ? sentence : messageOf(error)}</p>
      <p class="actions">
        {user ? (
          <a class="button" href="/">
            Back to the Dashboard
          </a>
        ) : (
          <a class="button" href="/login">
            Log in
          </a>
        )}
      </p>
    </CardPage>,
  );
}

function hasCode(body: string | object): boolean {
  return typeof body === 'object' && 'errorCode' in body;
}
