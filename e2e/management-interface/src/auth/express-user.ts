import type { Administrator } from '../administrators/administrator.entity.js';

declare global {
  namespace Express {
    /** `request.user` is an administrator. */
    interface User extends Administrator {}
  }
}
