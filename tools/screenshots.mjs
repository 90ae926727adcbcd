import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ROOT, run, scriptOf } from './run.mjs';

/** The pictures of the README: pages as the end-to-end tests see them, wide and light. */
const PAGES = ['login', 'verify', 'security'];

const JEST = ['--experimental-vm-modules', '--no-warnings', scriptOf('jest'), '-c', 'e2e/jest.config.mjs'];

const taken = () => run(process.execPath, [...JEST, 'stories-pages'], { env: { SCREENSHOTS: '1' } });
if (!build().ok || !taken().ok) process.exit(1);
const images = join(ROOT, 'docs', 'images');
mkdirSync(images, { recursive: true });
for (const page of PAGES) {
  copyFileSync(join(ROOT, 'e2e', '.test', 'screenshots', `${page}.desktop.light.png`), join(images, `${page}.png`));
}
