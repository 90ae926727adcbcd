import type { Locator, Page } from 'playwright-core';
import { PEOPLE, type Person } from './people.js';

/** Chromium's note that a page whose focus is set already has a field that asks for it too. Nothing is wrong. */
const HARMLESS = /^Autofocus processing was blocked/;

/** Somebody at a browser of their own, with one page open, who notes what the browser complains of. */
export class BrowserVisitor {
  /** Errors of the console, of scripts, and of the Content-Security-Policy. */
  readonly complaints: string[];
  #holdsClock = false;

  /** Use {@link Browsers.visitor}. */
  constructor(
    readonly page: Page,
    /** Whether scripts run. */
    readonly scripts: boolean,
    complaints: string[] = [],
  ) {
    this.complaints = complaints;
    page.setDefaultTimeout(15_000);
    this.#listen(page);
  }

  /** Whether the test decides how time passes for the scripts of the page. */
  get holdsClock(): boolean {
    return this.#holdsClock;
  }

  /** From the next page on, the test decides. */
  async holdClock(): Promise<void> {
    this.#holdsClock = true;
    await this.page.clock.install();
  }

  /** Another page in the same browser. */
  async tab(): Promise<BrowserVisitor> {
    return new BrowserVisitor(await this.page.context().newPage(), this.scripts, this.complaints);
  }

  /** Asks for a page of the console. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /** Does something that opens another page, and waits until that page stands. */
  async toNextPage(action: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load', { timeout: 30_000 }), action()]);
  }

  /** Presses a button or follows a link by its name, and waits for the page behind it. */
  async press(name: string): Promise<void> {
    await this.toNextPage(() => this.control(name).click());
  }

  /** A button or a link. */
  control(name: string): Locator {
    const named = { name, exact: true };
    return this.page.getByRole('button', named).or(this.page.getByRole('link', named));
  }

  /** Types the password on the log-in page. */
  async logIn(person: Person): Promise<void> {
    await this.page.getByLabel('E-mail').fill(PEOPLE[person].username);
    await this.page.getByLabel('Password').fill(PEOPLE[person].password);
    await this.press('Log in');
  }

  /** Fills in the page that asks for a phone. */
  async registerPhone(phone: string, country = 'NL'): Promise<void> {
    await this.page.getByLabel('Country').selectOption(country);
    await this.page.getByLabel('Mobile number').fill(phone);
    await this.press('Send Code');
  }

  /** Answers with a code. */
  async enterCode(code: string, button = 'Verify'): Promise<void> {
    await this.codeField().fill(code);
    await this.press(button);
  }

  /** Puts a text on the clipboard, and pastes it where the keyboard is. */
  async paste(text: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-write', 'clipboard-read']);
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  /** The field for the code. */
  codeField(): Locator {
    return this.page.getByLabel('6-digit code');
  }

  /** What the page is about. */
  heading(): Promise<string | null> {
    return this.page.getByRole('heading', { level: 1 }).textContent();
  }

  /** Path and query of the page. */
  path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  /** What is announced as an alert. */
  alert(): Promise<string> {
    return seen(this.page.getByRole('alert'));
  }

  /** All that can be read. */
  text(): Promise<string> {
    return seen(this.page.locator('body'));
  }

  /** The two letters beside the field. */
  reference(): Promise<string | null> {
    return this.page.locator('#code-reference strong').textContent();
  }

  /** Where the keyboard is: the id of the element, otherwise its role or its kind. */
  focus(): Promise<string> {
    const focused = this.page.locator(':focus');
    return focused.evaluate(({ id, role, localName }) => id || role || localName);
  }

  /** Leaves the browser as if nobody had been there. */
  async leave(): Promise<void> {
    const context = this.page.context();
    await Promise.all(context.pages().map((each) => (each === this.page ? each.goto('about:blank') : each.close())));
    await context.clearCookies();
    this.page.removeAllListeners('console').removeAllListeners('pageerror');
  }

  #listen(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      // A page that is a refusal (a wrong code is a 401) is reported like a missing picture: that one is meant.
      const meant = /^Failed to load resource/.test(message.text()) && message.location().url === page.url();
      const complaint = message.type() === 'error' || message.type() === 'warning';
      if (complaint && !meant && !HARMLESS.test(message.text())) {
        this.complaints.push(`${message.text()} (${message.location().url})`);
      }
    });
  }
}

/** The text of an element as it stands on the screen: a line for each paragraph, nothing that is hidden. */
async function seen(element: Locator): Promise<string> {
  await element.waitFor();
  return (await element.allInnerTexts()).join('\n');
}
