import { type FactorStore, KeyRing, PhoneNumber } from '@countersign/core';
import { USERS, userOf } from '../users.js';

/** Gives every account its phone, as a right code would have done. */
export async function enrolAll(factors: FactorStore, secret: string): Promise<void> {
  const keys = new KeyRing([secret]);
  for (let index = 0; index < USERS; index += 1) {
    const { id, phone: number } = userOf(index);
    const phone = new PhoneNumber(number);
    const sealed = keys.seal(number, ['factor', 'phone', id]);
    const kept = { sealed, lookup: keys.phoneIndex(phone), lastDigits: phone.lastDigits };
    await factors.enrol(id, { kind: 'phone', ...kept, name: null, counter: 0 }, { first: true });
  }
}
