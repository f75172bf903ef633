import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

/** Browsers a machine may have; the bundled one is used where it has none. */
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Nothing leaves the machine and nothing is asked of the person in front of it. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium: the installed one, or the one an npm package carries.
 * `SIFANG_BROWSER` overrides the choice: `bundled`, or the path of a program.
 */
export async function launchBrowser(): Promise<Browser> {
  const wanted = process.env['SIFANG_BROWSER'];
  const program = wanted === 'bundled' ? undefined : (wanted ?? installed.find(existsSync));
  return chromium.launch(program ? { executablePath: program, args: flags } : await bundled());
}

const name = '@sparticuz/chromium';

/** The npm package's browser is unpacked once, into a folder of our own account. */
async function bundled(): Promise<{
  executablePath: string;
  args: string[];
  env: typeof process.env;
}> {
  const manifest = readFileSync(new URL('../package.json', import.meta.resolve(name)));
  // What is unpacked depends on the package, and on this file: it names a font of this very checkout.
  const own = [manifest, readFileSync(import.meta.filename), import.meta.filename];
  const digest = own.reduce((hash, part) => hash.update(part), createHash('sha256'));
  const version = digest.digest('hex').slice(0, 12);
  const folder = path.join(cacheFolder(), `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: path.join(folder, 'chromium'),
    args: [...flags, '--headless=shell', '--no-zygote', '--disable-setuid-sandbox'],
    env: {
      ...process.env,
      // Libraries that a machine without any browser lacks as well. NSS in there looks for libsqlite3 and does without.
      LD_LIBRARY_PATH: [process.env['LD_LIBRARY_PATH'], path.join(folder, 'al2023', 'lib')]
        .filter(Boolean)
        .join(':'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

/** Unpacks into a folder of its own and renames it, so that two test files may start at once. */
async function unpack(folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const archives = fileURLToPath(new URL('../bin', import.meta.resolve(name)));
  mkdirSync(path.dirname(folder), { recursive: true });
  const partial = mkdtempSync(`${folder}-`);
  // The package unpacks to the system's temporary folder, whatever it is at the time of the call.
  const temporary = process.env['TMPDIR'];
  writeFileSync(path.join(partial, 'fonts.conf'), fontConfiguration(folder));
  process.env['TMPDIR'] = partial;
  try {
    const files = ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    await Promise.all(files.map((file) => inflate(path.join(archives, file))));
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporary;
  }
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Without a single font the browser ends itself, so it gets the one that papers are set in beside the machine's own. */
function fontConfiguration(folder: string): string {
  const font = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${path.dirname(font)}</dir>
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function cacheFolder(): string {
  const home = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  return existsSync(homedir())
    ? path.join(home, 'sifang')
    : path.join(tmpdir(), `sifang-${process.getuid?.()}`);
}
