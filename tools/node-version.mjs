// Kept to syntax that old Nodes can read, so that they get to the message.

/**
 * Whether a version of Node can run this project: `^20.19.0 || >=22.12.0`, as in package.json.
 * @param {string} version - such as `22.12.0`.
 * @returns {boolean}
 */
export function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  return major > 22 || (major === 22 && minor >= 12);
}

/** Ends the process with a plain message when this Node is too old. */
export function requireSupportedNode() {
  const version = process.versions.node;
  if (isSupported(version)) return;
  console.error(`Countersign needs Node 20.19 or newer, or 22.12 or newer; this is ${version}.`);
  console.error('Get one from https://nodejs.org or with your version manager, for example: nvm install 22');
  process.exit(1);
}
