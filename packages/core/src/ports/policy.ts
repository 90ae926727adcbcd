import type { Method } from '../purpose.js';

/** Whether a subject must prove a second factor: never, if enrolled, always. */
export type Requirement = 'off' | 'optional' | 'required';

/** A policy's answer: the requirement alone, or with the methods that count, and whether devices may be trusted. */
export type PolicyDecision =
  | Requirement
  | {
      readonly requirement: Requirement;
      readonly methods?: readonly Method[];
      /** False: this user's browsers are not trusted, where the option `trustedDevices` lets others be. @defaultValue true */
      readonly trustedDevices?: boolean;
    };

/**
 * Who must. A fixed requirement, or the host's own function, asked on the server for every sign-in and every guarded
 * request with the user as loaded now (R70). A policy that throws, or answers anything else, means `required`.
 */
export type Policy<User> = Requirement | ((user: User) => PolicyDecision | Promise<PolicyDecision>);
