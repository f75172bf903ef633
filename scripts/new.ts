// npm run new duty|procedure|book <id> [-- --party=regulator --title=名称]: writes a definition to start from, its test
// and its line in the glossary. Nothing that exists is overwritten.
import { existsSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { parties } from '#kernel/party.ts';
import type { Party } from '#kernel/party.ts';
import { constantOf, glossaryLine, skeleton } from './new/skeleton.ts';
import type { Wish } from './new/skeleton.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    party: { type: 'string', default: 'enterprise' },
    title: { type: 'string', default: '待命名' },
  },
});
const [kind, id, ...rest] = positionals;
const { party, title } = values;

if (!isKind(kind) || rest.length > 0) {
  stop('usage: npm run new duty|procedure|book <id> [-- --party=<party> --title=<名称>]');
}
if (id === undefined || !/^[a-z][a-z0-9-]*$/.test(id))
  stop('the id is kebab-case, e.g. spot-check');
if (!isParty(party)) stop(`the party is one of ${Object.keys(parties).join(', ')}`);
if (!/^[一-鿿“”、()《》]+$/.test(title)) stop('the title is Chinese');

const root = join(import.meta.dirname, '..');
const from = dayOf(new Date().toISOString());
const wish: Wish = { kind, id, party, title, from };
const files = skeleton(wish);
for (const path of files.keys()) {
  if (existsSync(join(root, path))) stop(`${path} exists already`);
}
for (const [path, text] of files) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  console.log(`new: wrote ${path}`);
}
await appendFile(join(root, 'GLOSSARY.md'), `${glossaryLine(wish)}\n`);
console.log(`new: added ${id} to GLOSSARY.md`);
console.log(`new: now add it to src/law/all.ts:
  import { ${constantOf(id)} } from './${party}/${id}.ts';`);

function isKind(text: string | undefined): text is Wish['kind'] {
  return text === 'duty' || text === 'procedure' || text === 'book';
}

function isParty(text: string): text is Party {
  return Object.hasOwn(parties, text);
}

function stop(sentence: string): never {
  console.error(`new: ${sentence}`);
  process.exit(1);
}
