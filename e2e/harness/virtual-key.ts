import type { BrowserVisitor } from './browser-visitor.js';

/** A key that is in somebody's device, and answers by itself: Chromium's virtual authenticator. */
const BUILT_IN = {
  ...({ protocol: 'ctap2', transport: 'internal' } as const),
  ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
};

/** Gives a browser a key for as long as the story lasts. @returns how many passkeys it holds, and the way to take it back. */
export async function giveKey({ page }: BrowserVisitor) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options: BUILT_IN });
  return {
    held: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    async [Symbol.asyncDispose]() {
      await devtools.send('WebAuthn.disable');
      await devtools.detach();
    },
  };
}
