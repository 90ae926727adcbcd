// countersign: demo
import type { Password, SubjectOptions } from '@countersign/core';
import { Inject, Injectable } from '@nestjs/common';
import type { Administrator } from './administrator.entity.js';
import { AdministratorsService } from './administrators.service.js';

type Hooks = Required<
  Pick<SubjectOptions<Administrator>, 'checkPassword' | 'passwordSuspected' | 'contested' | 'isPrivileged' | 'label'>
>;

/** What the console does when something happens to an account; the list of administrators says so (R13, R39, R78). */
@Injectable()
export class AccountHooks implements Hooks {
  readonly #administrators: AdministratorsService;

  constructor(@Inject(AdministratorsService) administrators: AdministratorsService) {
    this.#administrators = administrators;
  }

  /** Before somebody changes their factors, as at a log-in. */
  readonly checkPassword = ({ email }: Administrator, password: Password) =>
    this.#administrators.findByPassword(email, password.reveal()).then((found) => found !== null);

  /** Another password is needed. Who holds the suspected one must not choose it: a super administrator sets it. */
  readonly passwordSuspected = (id: string) => this.#administrators.demandPassword(id, 'suspected');

  readonly contested = (id: string) => this.#administrators.demandPassword(id, 'contested');

  /** What authenticator apps and passkeys call the account. */
  readonly label = ({ email }: Administrator) => email;

  readonly isPrivileged = ({ role }: Administrator) => role === 'super';
}
