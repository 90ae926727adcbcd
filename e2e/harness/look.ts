import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { BrowserVisitor } from './browser-visitor.js';

/** Where the pictures of the pages go. */
const SCREENSHOTS = fileURLToPath(new URL('../.test/screenshots/', import.meta.url));
/** Whether there are any: only people look at them, and they take half a second each. */
const TAKES_PICTURES = process.env.SCREENSHOTS !== undefined;

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 800 };
/** The least width at which a page may need no scrolling sideways (WCAG 1.4.10). */
const NARROWEST = { width: 320, height: 640 };

/**
 * Looks at the page that somebody has open: wide and narrow, light and dark. With `SCREENSHOTS` set, leaves a picture of each.
 * @returns what is wrong with it: findings of axe-core, and where it has to be scrolled sideways.
 */
export async function problemsOf({ page }: BrowserVisitor, name: string): Promise<string[]> {
  const problems: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await picture(page, DESKTOP, `${name}.desktop.${scheme}`);
    problems.push(...(await axeProblems(page)).map((problem) => `${name}, ${scheme}: ${problem}`));
    await picture(page, PHONE, `${name}.phone.${scheme}`);
  }
  await page.setViewportSize(NARROWEST);
  if (await isTooWide(page)) problems.push(`${name}: is wider than ${NARROWEST.width} px`);
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: 'light' });
  return problems;
}

async function picture(page: Page, size: { width: number; height: number }, name: string): Promise<void> {
  await page.setViewportSize(size);
  if (!TAKES_PICTURES) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
}

/** All rules, those beyond WCAG too. */
async function axeProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}) at ${html}`));
}

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
