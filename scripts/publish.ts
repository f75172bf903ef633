import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Names what a build was made of; written last. */
const stampName = '.built';

/** Files of former builds stay for pages that are still open in a browser. */
const keptMs = 24 * 3_600_000;

/** What the pages in a folder were made of; undefined where none were finished. */
export function publishedStamp(folder: string): string | undefined {
  const stamp = join(folder, stampName);
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

/**
 * Moves a finished build into the folder that is served. Each file takes its place whole, and a page only when
 * everything that it names is there: whoever reads meanwhile gets the former page or the new one, and all of its parts.
 * @param from on the same file system; empty afterwards.
 * @param nowMs for the age of former files; real time by default.
 */
export function publish(from: string, to: string, sources: string, nowMs = Date.now()): void {
  const files = filesBelow(from).sort((a, b) => Number(isNamed(a)) - Number(isNamed(b)));
  // Broken off from here on it is no finished build, and is done again.
  rmSync(join(to, stampName), { force: true });
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
  const fresh = new Set(files);
  for (const file of filesBelow(to)) {
    const isOld = nowMs - statSync(join(to, file)).mtimeMs > keptMs;
    if (isOld && !fresh.has(file)) rmSync(join(to, file));
  }
  writeFileSync(join(to, stampName), sources);
}

/** Pages and service workers keep their name from build to build; the name of everything else has its hash in it. */
function isNamed(file: string): boolean {
  return file.endsWith('.html') || file.endsWith('service-worker.js');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(relative(folder, entry.parentPath), entry.name));
}
