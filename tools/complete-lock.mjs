// Some registries do not serve the packages of other platforms; npm then leaves them out of package-lock.json, and `npm ci`
// refuses it. This adds them again. Run it in the root after an `npm install` that changed versions; a second run adds nothing.
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'package-lock.json';
const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const OS = [
  'darwin',
  'linux',
  'win32',
  'freebsd',
  'android',
  'openharmony',
  'sunos',
  'openbsd',
  'netbsd',
  'aix',
  'wasi',
];
const CPU = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  arm: 'arm',
  armhf: 'arm',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
  loongarch64: 'loong64',
  mips64el: 'mips64el',
};

function platform(name) {
  const parts = name.split('/').pop().split('-');
  const os = OS.find((o) => parts.includes(o));
  const cpu = parts.map((p) => CPU[p]).find(Boolean);
  if (!os || !cpu) throw new Error(`can't tell the platform of ${name}`);
  const libc =
    os === 'linux'
      ? parts.some((p) => /musl/.test(p))
        ? 'musl'
        : parts.some((p) => /gnu/.test(p))
          ? 'glibc'
          : null
      : null;
  return { cpu: [cpu], ...(libc && { libc: [libc] }), os: [os] };
}

let added = 0;
for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    let at = path;
    let found = false;
    for (;;) {
      const key = at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
      if (lock.packages[key]) {
        found = true;
        break;
      }
      if (!at) break;
      at = at.includes('node_modules/') ? at.slice(0, at.lastIndexOf('node_modules/')).replace(/\/$/, '') : '';
    }
    if (found) continue;
    if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(range)) {
      console.warn(`left out: ${name}@${range} (of ${path}): not an exact version`);
      continue;
    }
    const { dev, devOptional, peer } = entry;
    const where = platform(name);
    lock.packages[`node_modules/${name}`] = {
      version: range,
      cpu: where.cpu,
      ...(dev && { dev: true }),
      ...(devOptional && { devOptional: true }),
      ...(where.libc && { libc: where.libc }),
      license: entry.license,
      optional: true,
      os: where.os,
      ...(peer && { peer: true }),
    };
    added += 1;
  }
}
const byKey = (a, b) => a[0].localeCompare(b[0], 'en');
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byKey));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added`);
