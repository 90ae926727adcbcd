/** What an owner does to a factor. */
export type FactorChange =
  | {
      readonly act: 'remove' | 'describe';
      /** The factor's id. */
      readonly id: string;
    }
  | { readonly act: 'renew-codes' };

/** What an owner can add. */
export type AddedKind = 'phone' | 'totp' | 'passkey';

/** A route of the signed-in user's own factors. */
export type OwnFactorsRoute =
  | { readonly name: 'showFactors' }
  | { readonly name: 'addFactor'; readonly kind: AddedKind }
  | { readonly name: 'confirmFactor'; readonly id: string }
  | ({ readonly name: 'changeFactor' } & FactorChange);

/** An id is one segment of letters, digits and hyphens; whatever else stands there is none of a factor. */
const PATH = /^\/factors\/([\w-]+)(?:\/(confirm|remove))?$/;

/** Finds the route below `/factors`, or that of the recovery codes; `undefined` for what is none. */
export function ownFactorsRouteOf(verb: string, path: string): OwnFactorsRoute | undefined {
  if (path === '/factors') return verb === 'GET' ? { name: 'showFactors' } : undefined;
  if (path === '/recovery-codes') return verb === 'POST' ? { name: 'changeFactor', act: 'renew-codes' } : undefined;
  const [, id, act] = PATH.exec(path) ?? [];
  if (id === undefined) return undefined;
  if (verb === 'POST') return posted(id, act);
  return verb === 'DELETE' && act === undefined ? { name: 'changeFactor', act: 'remove', id } : undefined;
}

function posted(id: string, act: string | undefined): OwnFactorsRoute {
  if (act === 'confirm') return { name: 'confirmFactor', id };
  if (act === 'remove') return { name: 'changeFactor', act, id };
  if (id === 'phone' || id === 'totp' || id === 'passkey') return { name: 'addFactor', kind: id };
  return { name: 'changeFactor', act: 'describe', id };
}
