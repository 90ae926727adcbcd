import { Inject, Injectable } from '@nestjs/common';
import { ApplicationConfig, DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { checkHandlers } from './check-handlers.js';
import { isOurGuard, isSkipped, namesOurGuard } from './guarding.js';
import { type Handler, handlersOf } from './handlers.js';
import { methodOf, modulePathOf, pathsOf, versionSegmentsOf } from './route-metadata.js';
import { operationOf, patternOf, socketMessageOf } from './transport-metadata.js';

/** One route, and whether a visitor who has not taken the second step can reach it. */
export interface RouteStanding {
  /** As `GET /products`, `Query users`, `WS chat.send` or `RPC users.find`. */
  readonly route: string;
  readonly open: boolean;
}

/** Looks through the host's modules: what is behind `SecondFactorGuard`, and what is not. */
@Injectable()
export class OpenRoutes {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
  ) {}

  /** Every HTTP route of the application, every GraphQL operation, and every message of a gateway or a microservice. */
  list(): RouteStanding[] {
    const { controllers, providers } = this.#handlers();
    return [
      ...this.#standings(controllers, (handler) => this.#routesOf(handler)),
      ...this.#standings(providers, operationOf),
      ...this.#standings(providers, socketMessageOf),
      ...this.#standings(controllers, patternOf),
    ];
  }

  /**
   * Whether every handler that a global guard may miss says itself where it stands.
   * @throws Error that names those that do not, and what to do
   */
  check(): void {
    const { controllers, providers } = this.#handlers();
    checkHandlers([...controllers, ...providers], this.reflector);
  }

  #handlers() {
    return {
      controllers: handlersOf(this.discovery.getControllers(), this.scanner),
      providers: handlersOf(this.discovery.getProviders(), this.scanner),
    };
  }

  #standings(
    handlers: readonly Handler[],
    namesOf: (handler: Handler) => string | readonly string[] | undefined,
  ): RouteStanding[] {
    const everywhere = this.#guardsAll();
    return handlers.flatMap((handler) => {
      const open = isSkipped(this.reflector, handler) || !(everywhere || namesOurGuard(handler));
      return [namesOf(handler) ?? []].flat().map((route) => ({ route, open }));
    });
  }

  #guardsAll(): boolean {
    const requestScoped = this.config.getGlobalRequestGuards().map(({ metatype }) => metatype);
    return [...this.config.getGlobalGuards(), ...requestScoped].some(isOurGuard);
  }

  #routesOf({ wrapper: { host }, type, method }: Handler): string[] {
    const verb = methodOf(method);
    if (verb === undefined) return [];
    const modulePath = host?.metatype ? modulePathOf(host.metatype, this.modules.applicationId) : '';
    const versions = versionSegmentsOf([method, type], this.config.getVersioning());
    const bases = versions.flatMap((version) =>
      pathsOf(type).map((base) => [this.config.getGlobalPrefix(), version, modulePath, base]),
    );
    return bases.flatMap((base) => pathsOf(method).map((path) => `${verb} ${joined([...base, path])}`));
  }
}

function joined(parts: readonly string[]): string {
  const trimmed = parts.map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return `/${trimmed.join('/')}`;
}
