import { dialCodeOf, type SecondFactor } from '@countersign/core';
import { countryName } from './pages/country-name.js';
import type { CountryChoice, PageContext } from './pages/page.js';
import { Carrier } from './requests/carrier.js';

/** How the second step appears on the web. */
export interface WebOptions {
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
}

/** What every route of the web contract works with. */
export interface WebContext<User> {
  readonly secondFactor: SecondFactor<User>;
  readonly carrier: Carrier;
  /** The origin under which browsers see the host. */
  readonly publicOrigin: string;
  readonly defaultPath: string;
  readonly countries: readonly CountryChoice[];
  /**
   * The paths and names that pages need; `basePath` has a slash in front.
   * @param returnTo - a page of the host that was asked for in this request.
   */
  page(returnTo?: string | null): PageContext;
}

/** Puts the context together. */
export function createWebContext<User>(secondFactor: SecondFactor<User>, options: WebOptions): WebContext<User> {
  const { issuer, publicUrl, countries } = secondFactor.options;
  const { path = '2fa', loginPath = '/login', defaultPath = '/' } = options;
  const { origin, protocol } = new URL(publicUrl);
  return {
    secondFactor,
    carrier: new Carrier(options.cookies?.secure ?? protocol === 'https:'),
    publicOrigin: origin,
    defaultPath,
    countries: countries.map((code) => ({ code, name: countryName(code), dialCode: dialCodeOf(code) })),
    page: (returnTo = null) => {
      const basePath = `/${typeof path === 'function' ? path() : path}`;
      return { issuer, basePath, assetsPath: `${basePath}/assets`, loginPath, locale: 'en', returnTo };
    },
  };
}
