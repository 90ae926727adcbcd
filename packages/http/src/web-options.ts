import { dialCodeOf, OptionError, type SecondFactor } from '@countersign/core';
import { AlertLog } from './alert-log.js';
import { logAlerts } from './log-alerts.js';
import { consoleLogger, type Logger } from './logger.js';
import { countryName } from './pages/country-name.js';
import type { CountryChoice, PageContext } from './pages/page.js';
import { Carrier } from './requests/carrier.js';
import { type AddressOf, addressFinder, type TrustProxy } from './requests/client-address.js';
import type { Exemptions } from './requests/exemption.js';
import type { Origins } from './requests/origin-check.js';
import type { Actor } from './requests/web-request.js';
import type { Administered } from './requests/web-route.js';

/** What somebody wants to do to another's second step, or to see of it. */
export type AdministrationAct = Administered['act'] | 'report';

/**
 * Whether someone may do this to the second step of this account: false for what is not theirs, or not there.
 * @param act - for a host whose helpdesk may issue codes, say, and reset nothing.
 */
export type CanAdminister<User> = (actor: User, subject: string, act: AdministrationAct) => boolean | Promise<boolean>;

/** An account, as the report names it. */
export interface AdministeredAccount {
  readonly id: string;
  /** As administrators know it. */
  readonly name: string;
}

/** The accounts that someone may administer. @param page - from 0 on; one that is empty, or brings nothing new, is the last. */
export type AdministeredAccounts<User> = (
  actor: User,
  page: number,
) => readonly AdministeredAccount[] | Promise<readonly AdministeredAccount[]>;

/** How the second step appears on the web. */
export interface WebOptions<User = unknown> {
  /**
   * Where it is mounted, without slashes at the ends. A function where the framework tells only after its start.
   * @defaultValue '2fa'
   */
  readonly path?: string | (() => string);
  /** The host's log-in page. @defaultValue '/login' */
  readonly loginPath?: string;
  /** Where a sign-in ends that was not on its way somewhere. @defaultValue '/' */
  readonly defaultPath?: string;
  /** The cookie of the pending sign-in. */
  readonly cookies?: {
    /** False only for plain http in development. @defaultValue whether `publicUrl` is https */
    readonly secure?: boolean;
  };
  /**
   * Further origins whose scripts may take the second step, with the bearer carrier alone: single-page apps elsewhere, as
   * `https://app.example.com`. The host's own CORS settings must let them in as well.
   * @defaultValue none
   */
  readonly origins?: readonly string[];
  /**
   * Proxies whose word about a client's address is taken, by which sends are counted: so many hops, or their addresses and
   * networks. @defaultValue none: the address of the connection
   */
  readonly trustProxy?: TrustProxy;
  /** Credentials that need no second step, by the names under which they are told. @defaultValue none */
  readonly exemptions?: Exemptions<User>;
  /**
   * Tells who acts where an administrator acts as another user: it is the factor of the one who acts that counts (R47).
   * @defaultValue the user
   */
  readonly actor?: Actor<User>;
  /**
   * Opens the routes by which administrators unlock and reset each other's second step, and issue and approve codes for it: only `true` lets, within 1.5 s, and
   * never to the own account. @defaultValue the routes are not there
   */
  readonly canAdminister?: CanAdminister<User>;
  /**
   * Opens the report of who has a second factor: gives the accounts, page by page. Those that `canAdminister` lets nobody
   * administer who asks are left out. Has 1.5 s a page. @defaultValue the report is not there
   */
  readonly administered?: AdministeredAccounts<User>;
  /** Takes what the operator should know. @defaultValue the console */
  readonly logger?: Logger;
}

/** What every route of the web contract works with. */
export interface WebContext<User> {
  readonly secondFactor: SecondFactor<User>;
  readonly carrier: Carrier;
  /** The origins whose pages may change something; `own` is the one under which browsers see the host. */
  readonly origins: Origins;
  readonly addressOf: AddressOf;
  readonly exemptions: Exemptions<User>;
  readonly actor: Actor<User> | undefined;
  readonly canAdminister: CanAdminister<User> | undefined;
  readonly administered: AdministeredAccounts<User> | undefined;
  readonly logger: Logger;
  /** For what would be written to it again and again. */
  readonly alerts: AlertLog;
  readonly defaultPath: string;
  readonly countries: readonly CountryChoice[];
  /**
   * The paths and names that pages need; `basePath` has a slash in front.
   * @param returnTo - a page of the host that was asked for in this request.
   */
  page(returnTo?: string | null): PageContext;
}

/** Puts the context together. */
export function createWebContext<User>(secondFactor: SecondFactor<User>, options: WebOptions<User>): WebContext<User> {
  const { publicUrl, countries } = secondFactor.options;
  const { path = '2fa', loginPath = '/login', defaultPath = '/' } = options;
  const { origin, protocol } = new URL(publicUrl);
  const logger = options.logger ?? consoleLogger;
  const alerts = new AlertLog(logger, secondFactor.options.clock);
  logAlerts(secondFactor, alerts);
  return {
    secondFactor,
    carrier: new Carrier(options.cookies?.secure ?? protocol === 'https:'),
    origins: { own: origin, others: checkedOrigins(options.origins ?? []) },
    addressOf: addressFinder(options.trustProxy),
    exemptions: options.exemptions ?? {},
    actor: options.actor,
    canAdminister: checkedFunction('canAdminister', options.canAdminister),
    administered: checkedAccounts(options),
    logger,
    alerts,
    defaultPath,
    countries: countries.map((code) => ({ code, name: countryName(code), dialCode: dialCodeOf(code) })),
    page: pageContexts(secondFactor, { path, loginPath, defaultPath }),
  };
}

function pageContexts<User>(
  { options }: SecondFactor<User>,
  { path, loginPath, defaultPath }: Required<Pick<WebOptions, 'path' | 'loginPath' | 'defaultPath'>>,
): WebContext<User>['page'] {
  const { issuer, sender, trustedDevices } = options;
  const receipts = (sender.receipts ?? []).length > 0;
  const trustDays = trustedDevices ? trustedDevices.days : undefined;
  const at = (basePath: string): PageContext => {
    const paths = { basePath, assetsPath: `${basePath}/assets`, loginPath, homePath: defaultPath };
    return { issuer, ...paths, receipts, trustDays, locale: 'en', returnTo: null };
  };
  // Every request asks for it, and a framework changes its path once, when it starts.
  let [mounted, context]: [string, PageContext | undefined] = ['', undefined];
  return (returnTo = null) => {
    const now = typeof path === 'function' ? path() : path;
    if (context === undefined || now !== mounted) [mounted, context] = [now, at(`/${now}`)];
    return returnTo === null ? context : Object.assign({}, context, { returnTo });
  };
}

function checkedOrigins(origins: readonly string[]): readonly string[] {
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong === undefined) return origins;
  throw new OptionError('origins', "must be origins, as 'https://app.example.com', without a path or slash behind");
}

/** Whatever else it were would let nobody, and nobody would see why. */
function checkedFunction<Given>(option: string, given: Given | undefined): Given | undefined {
  if (given === undefined || typeof given === 'function') return given;
  throw new OptionError(option, 'must be a function');
}

function checkedAccounts<User>({ administered, canAdminister }: WebOptions<User>) {
  if (administered !== undefined && canAdminister === undefined) {
    throw new OptionError('administered', 'needs canAdminister, which tells whose accounts are whose');
  }
  return checkedFunction('administered', administered);
}
