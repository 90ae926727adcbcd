import { type OpenBrowser, openBrowser } from '@countersign/support';
import type { Page } from 'playwright-core';
import { BrowserVisitor } from './browser-visitor.js';
import { isKept, startedOnce } from './kept.js';
import { enrol } from './people.js';
import { type System, startOwnSystem } from './system.js';

/** Both ways in which every story is told: `describe.each(MODES)`. */
export const MODES = [
  { mode: 'with scripts', scripts: true },
  { mode: 'without scripts', scripts: false },
] as const;

/** How a visitor's browser is set up. */
export interface BrowserOptions {
  /** @defaultValue true */
  readonly scripts?: boolean;
}

/** The same for somebody who is on the way in. */
export interface OnTheWayOptions extends BrowserOptions {
  /** The page first asked for. @defaultValue the Dashboard */
  readonly path?: string;
  /** Whether the test decides how time passes for the page's scripts. @defaultValue false */
  readonly holdClock?: boolean;
}

/** A real browser in front of a console, for as many visitors as a story has. */
export class Browsers implements AsyncDisposable {
  readonly #open: OpenBrowser;
  readonly #url: string;
  #visitors: BrowserVisitor[] = [];
  /** Browsers that nobody uses now, by whether scripts run. To open one takes a second of a processor. */
  readonly #idle = new Map<boolean, Page[]>();

  /** Use {@link openBrowsers}. */
  constructor(open: OpenBrowser, url: string) {
    this.#open = open;
    this.#url = url;
  }

  /** Somebody new, whose browser knows nothing yet. */
  async visitor({ scripts = true }: BrowserOptions = {}): Promise<BrowserVisitor> {
    const visitor = new BrowserVisitor(this.#idle.get(scripts)?.pop() ?? (await this.#newPage(scripts)), scripts);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** Sends all visitors away. @returns what their browsers complained of: nothing, or the test fails. */
  async clear(): Promise<string[]> {
    const left = this.#visitors;
    this.#visitors = [];
    await Promise.all(left.map((visitor) => this.#keep(visitor)));
    return left.flatMap(({ complaints }) => complaints);
  }

  async #newPage(scripts: boolean): Promise<Page> {
    const context = await this.#open.browser.newContext({
      baseURL: this.#url,
      javaScriptEnabled: scripts,
      viewport: { width: 1280, height: 800 },
    });
    return context.newPage();
  }

  /** Makes a browser one that knows nothing; one whose clock was held is of no more use. */
  async #keep(visitor: BrowserVisitor): Promise<void> {
    const { page, scripts, holdsClock } = visitor;
    if (holdsClock) return page.context().close();
    await visitor.leave();
    this.#idle.set(scripts, [...(this.#idle.get(scripts) ?? []), page]);
  }

  /** Ends the browser. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open.close();
  }
}

/** Starts a browser for visitors of this address. */
export async function openBrowsers(url: string): Promise<Browsers> {
  return new Browsers(await openBrowser(), url);
}

/** A system, and a browser in front of it. */
export class Stage extends Browsers {
  /** Use {@link openStage}. */
  constructor(
    readonly system: System,
    open: OpenBrowser,
  ) {
    super(open, system.console.url);
  }

  /** Alice after her password, the first time: she is asked for a phone. */
  async aliceAtFirst({ path = '/', holdClock = false, ...options }: OnTheWayOptions = {}): Promise<BrowserVisitor> {
    const alice = await this.visitor(options);
    if (holdClock) await alice.holdClock();
    await alice.open(path);
    await alice.logIn('alice');
    return alice;
  }

  /** Alice after her password, on any other day: a code was sent to her phone. */
  async aliceAtCode(options: OnTheWayOptions = {}): Promise<BrowserVisitor> {
    await enrol(this.system, this.system.console.visitor(), 'alice');
    return this.aliceAtFirst(options);
  }

  /** Lets time pass for the second step, and for the page of a visitor whose clock the test holds. */
  async pass(seconds: number, visitor: BrowserVisitor): Promise<void> {
    await this.system.pass(seconds);
    if (visitor.holdsClock) await visitor.page.clock.fastForward(seconds * 1_000);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    if (isKept(this)) return;
    await Promise.all([super[Symbol.asyncDispose](), this.system[Symbol.asyncDispose]()]);
  }
}

/** Starts a system and a browser. */
export function openStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  return startedOnce('stage', env, async () => {
    const [system, open] = await Promise.all([startOwnSystem(1, env), openBrowser()]);
    return new Stage(system, open);
  });
}
