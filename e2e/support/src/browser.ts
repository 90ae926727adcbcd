import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';

/** Chromium must do nothing by itself on a machine without a network, a screen, a user. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser that runs, and the way to end it. */
export interface OpenBrowser extends AsyncDisposable {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * Starts the machine's own Chromium: `CHROMIUM_PATH`, otherwise `chromium` in `PATH`.
 * @throws Error that names the missing program and how to install it.
 */
export async function openBrowser(): Promise<OpenBrowser> {
  const executablePath = chromiumPath();
  // Loaded here: tests without a browser need not wait for it.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const close = () => browser.close();
  return { browser, close, [Symbol.asyncDispose]: close };
}

/**
 * Where Chromium is.
 * @param env - where `CHROMIUM_PATH` and `PATH` are read from.
 * @throws Error when it is nowhere.
 */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string {
  const named = env.CHROMIUM_PATH;
  if (named) return found(named) ?? missing(`CHROMIUM_PATH names ${named}, which is no program`);
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = found(join(folder, 'chromium'));
    if (path !== undefined) return path;
  }
  return missing('There is no program `chromium` in PATH');
}

function found(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}

function missing(why: string): never {
  throw new Error(`${why}. Install it with \`apt-get install chromium\`, or set CHROMIUM_PATH.`);
}
