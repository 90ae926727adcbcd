import { SecondFactorWeb } from '@countersign/http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { OpenRoutes } from './open-routes.js';

/**
 * Says at the start which routes a half-logged-in visitor can reach, so that a door left open is seen before it is found.
 */
@Injectable()
export class RouteReport implements OnApplicationBootstrap {
  readonly #logger = new Logger('SecondFactor');

  /** @throws Error for handlers that a global guard may miss, and that say nothing of the second step themselves (R42) */
  constructor(
    @Inject(OpenRoutes) private readonly routes: OpenRoutes,
    @Inject(SecondFactorWeb) private readonly web: SecondFactorWeb,
  ) {
    // Now, not in a hook: the microservices of a hybrid application may listen before any hook of Nest's runs.
    routes.check();
  }

  /** Runs when every module and global guard is in place. */
  onApplicationBootstrap(): void {
    const routes = this.routes.list();
    const open = routes.filter((route) => route.open).map(({ route }) => route);
    this.#logger.log(`${routes.length - open.length} of ${routes.length} routes need the second step`);
    this.#logger.log(`Open to a half-logged-in visitor: ${open.join(', ') || 'none'}`);
    const { exemptions } = this.web;
    if (exemptions.length > 0) this.#logger.log(`Exempt from the second step: ${exemptions.join(', ')}`);
    if (open.length === routes.length) this.#logger.warn('SecondFactorGuard guards no route: register it as APP_GUARD');
  }
}
