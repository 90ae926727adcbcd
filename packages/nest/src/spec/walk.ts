import { Visitor, type VisitorOptions } from '@countersign/support';
import type { Host } from './host.js';

/** The numbers that the accounts register. */
const PHONES: Readonly<Record<string, string>> = { alice: '+31612345642', bob: '+31687654317' };

/** Somebody before the host's door. */
export function visit(host: Host, options?: VisitorOptions): Visitor {
  return new Visitor(host.url, options);
}

/** Enters the password; whatever follows is for the spec. */
export async function enterPassword(host: Host, visitor = visit(host), name = 'alice'): Promise<Visitor> {
  await visitor.post('/login', { username: name, password: host.accounts.named(name).password });
  return visitor;
}

/** Passes both steps, and registers a phone the first time. */
export async function signIn(host: Host, visitor = visit(host), name = 'alice'): Promise<Visitor> {
  const enrolled = (await host.factors.factors(host.accounts.named(name).id)).length > 0;
  await enterPassword(host, visitor, name);
  if (!enrolled) await visitor.post('/2fa/phone', { phone: PHONES[name] });
  return verified(host, visitor);
}

/** Enters the newest code. @throws Error when it is refused. */
export async function verified(host: Host, visitor: Visitor): Promise<Visitor> {
  const response = await visitor.post('/2fa/verify', { code: host.sender.last.code });
  if (response.status !== 200) throw new Error(`The code was refused: ${response.status} ${await response.text()}`);
  return visitor;
}

/** Registers an account's phone, and leaves nobody signed in. */
export async function enrol(host: Host, name = 'alice'): Promise<void> {
  await signIn(host, visit(host), name);
}

/** A code that is surely wrong. */
export function wrongCode(host: Host): string {
  return host.sender.last.code === '000000' ? '111111' : '000000';
}
