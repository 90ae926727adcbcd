import type { PendingStore, SecondFactorOptions } from '@countersign/core';
import type { WebOptions } from '@countersign/http';
import type { CompleteSignIn } from '@countersign/passport';
import type { NestCall } from './nest-call.js';

/**
 * What a host says to `SecondFactorModule.forRoot`, or gives from the factory of `forRootAsync`. Everything of
 * {@link SecondFactorOptions}, and how it appears on the web.
 */
export interface SecondFactorModuleOptions<User = unknown>
  extends Omit<SecondFactorOptions<User>, 'pending'>,
    Omit<WebOptions<User>, 'path' | 'logger'> {
  /**
   * Where pending sign-ins are kept: a URL (`redis://`, `rediss://`, Sentinel, or comma-separated nodes of a Cluster) or a
   * client of ioredis, with `@countersign/redis` installed. Absent: this process's memory, for development only.
   */
  readonly redis?: unknown;
  /** Another store than Redis; then `redis` is left out. */
  readonly pending?: PendingStore;
  /**
   * For hosts without sessions: makes the access token when the second step is right. What it returns is added to the JSON
   * of `POST /2fa/verify`.
   * @defaultValue Passport's `logIn`, and `session.countersign`
   */
  readonly completeSignIn?: CompleteSignIn<User, NestCall>;
}

/** What shapes the module itself; given beside `useFactory`, never by it. */
export interface SecondFactorModuleExtras {
  /** Whether guards of every module can be resolved without importing this one again. @defaultValue false */
  readonly isGlobal?: boolean;
  /** Where the second step is mounted, below the host's global prefix. @defaultValue '2fa' */
  readonly path?: string;
  /** False for a host that writes its own controllers over `SecondFactorWeb`. @defaultValue true */
  readonly controllers?: boolean;
}

/** For `forRootAsync({ useClass })` and `useExisting`: a provider that makes the options. */
export interface SecondFactorOptionsFactory<User = unknown> {
  createSecondFactorOptions(): SecondFactorModuleOptions<User> | Promise<SecondFactorModuleOptions<User>>;
}
