import { promisify } from 'node:util';
import type { Request } from 'express';
import type { User } from '../users.js';

/** Signs a user in with Passport's session: a new one, which Passport has saved when this returns. */
export function logIn(request: Request, user: User): Promise<void> {
  return promisify<object, void>(request.logIn.bind(request))(user);
}
