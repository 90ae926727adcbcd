/** What is read of package-lock.json. */
export interface Lock {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/** Where Node looks for a package from a place in the lock file: beside it, then further out. */
function placesFor(from: string, name: string): string[] {
  const folders = from === '' ? [] : from.split('/node_modules/');
  const outward = folders.map((_, index) => folders.slice(0, folders.length - index).join('/node_modules/'));
  return [...outward.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

/**
 * Optional packages without an entry of their own: those of other platforms, dropped by an npm that saw only this one's.
 * `npm ci` then refuses the lock file, or leaves them out elsewhere.
 */
export function lockProblems({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(path, name).some((place) => place in packages))
      .map((name) => `${name}, of ${path}`),
  );
}
