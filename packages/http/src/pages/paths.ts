import type { PageContext } from './page.js';

/** Where the pages' forms and links lead. */
export interface Paths {
  readonly phone: string;
  readonly code: string;
  readonly verify: string;
  readonly totp: string;
  readonly byTotp: string;
  /** Where the script asks what a passkey has to sign. */
  readonly passkey: string;
  readonly passkeyScript: string;
  readonly stepUp: string;
  readonly cancel: string;
  readonly notMe: string;
  readonly report: string;
  /** Ends the trust in a device. */
  revokeDevice(id: string): string;
  readonly factors: string;
  readonly recoveryCodes: string;
  readonly devices: string;
  readonly start: string;
  readonly changeNumber: string;
  readonly recovery: string;
  /** Where the script asks how a message fares; `undefined` where nobody would know. */
  readonly news: string | undefined;
}

/** The paths under a base path. Links are GETs that change nothing; whatever does is a form that posts (R79). */
export function pathsOf({
  basePath,
  returnTo,
  approval,
  method,
  receipts,
  prove,
}: Pick<PageContext, 'basePath' | 'returnTo' | 'approval' | 'method' | 'receipts'> & {
  /** What a step-up proves beside the second factor. */
  readonly prove?: 'password';
}): Paths {
  const query = queryOf({ returnTo });
  return {
    phone: `${basePath}/phone${query}`,
    code: `${basePath}/code${query}`,
    verify: `${basePath}/verify`,
    totp: `${basePath}/totp${query}`,
    byTotp: `${basePath}${queryOf({ method: 'totp', returnTo })}`,
    passkey: `${basePath}/passkey${query}`,
    passkeyScript: `${basePath}/assets/passkey.js`,
    stepUp: `${basePath}/step-up${queryOf({ returnTo, approval, method, prove })}`,
    cancel: `${basePath}/cancel`,
    notMe: `${basePath}/not-me`,
    report: `${basePath}/admin/report`,
    revokeDevice: (id) => `${basePath}/devices/${id}/revoke`,
    factors: `${basePath}/factors`,
    recoveryCodes: `${basePath}/recovery-codes`,
    devices: `${basePath}/devices`,
    start: basePath,
    changeNumber: `${basePath}?change=1`,
    recovery: `${basePath}?method=recovery`,
    news: receipts ? basePath : undefined,
  };
}

/** A query of what is there; nothing where nothing is. */
export function queryOf(values: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}
