import type { HttpException } from '@nestjs/common';

/** The sentence that an exception has for people. */
export function messageOf(error: HttpException): string {
  const body = error.getResponse();
  const message = typeof body === 'string' ? body : (body as { message?: unknown }).message;
  return typeof message === 'string' ? message : 'This did not work.';
}
