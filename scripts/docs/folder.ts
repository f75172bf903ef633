import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Compares a folder with the pages that it should hold.
 * @returns one line per page that is missing, differs or should not be there; empty where nothing has drifted.
 */
export async function drift(folder: string, pages: ReadonlyMap<string, string>): Promise<string[]> {
  const found = await filesIn(folder);
  const lines: string[] = [];
  for (const [path, text] of pages) {
    if (!found.includes(path)) lines.push(`${path} is missing`);
    else if ((await readFile(join(folder, path), 'utf8')) !== text)
      lines.push(`${path} has drifted`);
  }
  return [
    ...lines,
    ...found.filter((path) => !pages.has(path)).map((path) => `${path} is left over`),
  ];
}

/** Makes a folder hold the pages and nothing else. */
export async function writeFolder(
  folder: string,
  pages: ReadonlyMap<string, string>,
): Promise<void> {
  for (const path of await filesIn(folder)) {
    if (!pages.has(path)) await rm(join(folder, path));
  }
  for (const [path, text] of pages) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
