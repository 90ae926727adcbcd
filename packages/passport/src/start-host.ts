import { SecondFactor, type SecondFactorOptions } from '@countersign/core';
import { SecondFactorWeb, type WebOptions } from '@countersign/http';
import { type CompleteSignIn, PassportHost } from './passport-host.js';

/** What a host says whose framework has no modules: everything of core's options, and how it appears on the web. */
export interface HostOptions<User extends object, Host> extends SecondFactorOptions<User>, WebOptions<User> {
  /**
   * For hosts without sessions: makes the access token when the second step is right. What it returns is added to the JSON
   * of `POST /2fa/verify`; what it throws denies.
   * @defaultValue Passport's `logIn`, and `session.countersign`
   */
  readonly completeSignIn?: CompleteSignIn<User, Host>;
}

/**
 * Puts the rules, the web contract and Passport together, and starts the look at the pending store's settings (R87).
 * @throws OptionError naming the first option that cannot be used.
 */
export function startHost<User extends object, Host>(options: HostOptions<User, Host>): PassportHost<User, Host> {
  const web = new SecondFactorWeb<User>(new SecondFactor<User>(options), options);
  void web.checkStore();
  return new PassportHost<User, Host>(web, options.completeSignIn);
}
