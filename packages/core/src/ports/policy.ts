import type { Method } from '../purpose.js';

/** Whether a subject must prove a second factor: never, if enrolled, always. */
export type Requirement = 'off' | 'optional' | 'required';

/** A policy's answer: the requirement alone, or with what goes with it. */
export type PolicyDecision =
  | Requirement
  | {
      readonly requirement: Requirement;
      /** The methods that count. @defaultValue all that can be used here */
      readonly methods?: readonly Method[];
      /**
       * With `required`: who has never had a factor may go on without one before this time, and must enrol from then on (R73). A
       * fixed time, not one that moves on with every question. One that cannot be read is over.
       * @defaultValue no grace: required now
       */
      readonly from?: Date;
      /** False: this user's browsers are not trusted, where the option `trustedDevices` lets others be. @defaultValue true */
      readonly trustedDevices?: boolean;
    };

/**
 * Who must. A fixed requirement, or the host's own function, asked on the server for every sign-in and every guarded
 * request with the user as loaded now (R70). A policy that throws, or answers anything else, means `required`.
 */
export type Policy<User> = Requirement | ((user: User) => PolicyDecision | Promise<PolicyDecision>);
