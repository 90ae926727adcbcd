/** A place of a router of Express's, 5 or 4. */
interface Layer {
  /** The name of the function that stands there. */
  readonly name?: string;
  match(path: string): boolean;
}

/** What an application of Express's, 5 or 4, is made of. */
interface Application {
  readonly router?: Router;
  /** Express 4's, and so is the next one; its `router` throws. */
  readonly _router?: Router;
  readonly lazyrouter?: unknown;
}

interface Router {
  readonly stack: readonly Layer[];
}

/** The functions of Express's own parsers, by their names. */
const PARSERS = ['jsonParser', 'urlencodedParser', 'rawParser', 'textParser'];

/** Middleware of an application of Express's, in the order in which it stands. */
export type ExpressLayers = readonly Layer[];

/** What stands in an application of Express's by now. */
export function expressLayers(application: Application): ExpressLayers {
  const router = application.lazyrouter ? application._router : application.router;
  return [...(router?.stack ?? [])];
}

/** Express's body parsers among these through which a request for this path would go; others cannot be told from the outside. */
export function parsersFor(path: string, layers: ExpressLayers): string[] {
  return layers.flatMap((layer) => {
    const { name = '' } = layer;
    return PARSERS.includes(name) && layer.match(path) ? [name] : [];
  });
}
