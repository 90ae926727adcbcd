/** Every verb that a server may know, but for CONNECT, which is a proxy's. */
export const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'] as const;

/** Other ways to write a path, of which some server, proxy or router takes each for the same one. */
export function spellingsOf(path: string): string[] {
  const encoded = (char: string) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return [
    path,
    `${path}?x=1`,
    `${path}?returnTo=/login`,
    `${path}#x`,
    `${path}/`,
    `${path}//`,
    `/${path}`,
    path.replace(/(?<=.)\//g, '//'),
    path.toUpperCase(),
    path.replace(/\w/, encoded),
    path.replace(/\w(?=\W*$)/, encoded),
    path.replace(/[a-z]/g, encoded),
    path.replace(/\w/, (char) => `%25${char.charCodeAt(0).toString(16)}`),
    path.replace(/(?<=.)\//g, '%2f'),
    path.replace(/(?<=.)\//g, '\\'),
    `/.${path}`,
    `/login/..${path}`,
    `/2fa/..${path}`,
    `/assets/..%2f..${path}`,
    `/healthz/%2e%2e${path}`,
    `${path};/2fa`,
    `${path}%00`,
    `${path}%20`,
    `${path}.json`,
    `${path}/.`,
    `http://evil.example${path}`,
  ];
}

/** Places to go back to that some browser takes for another site, or that are no path of this one. */
export const UNSAFE_RETURNS: readonly string[] = [
  ...['//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example', '\\evil', '/..//evil.example'],
  ...['https:evil', 'https://evil.example', '@evil.example', '.evil.example', 'evil', '', ' //evil.example'],
  ...['/\t/evil.example', '/\r\nSet-Cookie: x=1', '/x\u0000', 'javascript:alert(1)', 'data:text/html,x'],
  `/${'x'.repeat(3_000)}`,
];
