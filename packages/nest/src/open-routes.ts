import { Inject, Injectable } from '@nestjs/common';
import { ApplicationConfig, DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { guardsOf, methodOf, modulePathOf, pathsOf, versionSegmentsOf } from './route-metadata.js';
import { SecondFactorGuard } from './second-factor.guard.js';
import { SkipSecondFactor } from './skip-second-factor.decorator.js';

type Wrapper = ReturnType<DiscoveryService['getControllers']>[number];
type Handler = (...args: unknown[]) => unknown;

/** One route, and whether a visitor who has not taken the second step can reach it. */
export interface RouteStanding {
  /** As `GET /products`. */
  readonly route: string;
  readonly open: boolean;
}

/** Looks through the host's router: which routes are behind `SecondFactorGuard`, and which are not. */
@Injectable()
export class OpenRoutes {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
  ) {}

  /** Every HTTP route of the application. */
  list(): RouteStanding[] {
    return this.discovery.getControllers().flatMap((wrapper) => this.#ofController(wrapper));
  }

  #ofController(wrapper: Wrapper): RouteStanding[] {
    const controller = wrapper.metatype as (new () => object) | null;
    if (!controller) return [];
    const prototype = controller.prototype as Record<string, Handler>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as Handler;
      const method = methodOf(handler);
      const open = this.#isOpen(controller, handler);
      const routes = method === undefined ? [] : this.#paths(wrapper, controller, handler);
      return routes.map((path) => ({ route: `${method} ${path}`, open }));
    });
  }

  #isOpen(controller: new () => object, handler: Handler): boolean {
    const skipped = this.reflector.getAllAndOverride(SkipSecondFactor, [handler, controller]) === true;
    return skipped || !(this.#guardsAll() || [controller, handler].some((target) => guardsOf(target).some(isOurs)));
  }

  #guardsAll(): boolean {
    const requestScoped = this.config.getGlobalRequestGuards().map(({ metatype }) => metatype);
    return [...this.config.getGlobalGuards(), ...requestScoped].some(isOurs);
  }

  #paths({ host }: Wrapper, controller: object, handler: Handler): string[] {
    const modulePath = host?.metatype ? modulePathOf(host.metatype, this.modules.applicationId) : '';
    const versions = versionSegmentsOf([handler, controller], this.config.getVersioning());
    const bases = versions.flatMap((version) =>
      pathsOf(controller).map((base) => [this.config.getGlobalPrefix(), version, modulePath, base]),
    );
    return bases.flatMap((base) => pathsOf(handler).map((path) => joined([...base, path])));
  }
}

function isOurs(guard: unknown): boolean {
  const type = typeof guard === 'function' ? guard.prototype : guard;
  return type instanceof SecondFactorGuard || guard === SecondFactorGuard;
}

function joined(parts: readonly string[]): string {
  const trimmed = parts.map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return `/${trimmed.join('/')}`;
}
