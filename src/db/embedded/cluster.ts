import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { mayEnter, type Account } from './account.ts';

/** PostgreSQL's major version in the npm package, and so of every cluster made with it. */
const majorVersion = '18';

/** Passwords of the two roles that may log in; kept beside the cluster, readable by our own account only. */
export interface Credentials {
  readonly superuser: string;
  readonly owner: string;
}

/** Folders and programs of one embedded server. */
export interface Cluster {
  /** PostgreSQL's data directory, owned by the server's account. */
  readonly data: string;
  readonly log: string;
  readonly credentials: Credentials;
}

/**
 * Prepares the data folder: credentials, and on first use a new cluster made by initdb.
 * A half-made cluster of an interrupted first start is thrown away.
 * @throws Error where the folder holds a cluster of another version or its credentials are gone.
 */
export async function prepareCluster(
  folder: string,
  native: string,
  account: Account | undefined,
  durable: boolean,
): Promise<Cluster> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The server's account has to pass through; listing stays closed.
  if (account) chmodSync(folder, 0o711);
  const place = clusterPlace(folder, account);
  const data = path.join(place, 'cluster');
  const isNew = !existsSync(path.join(data, 'PG_VERSION'));
  const credentials = readCredentials(folder, isNew);
  if (isNew) await makeCluster(data, native, account, credentials.superuser, durable);
  const version = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== majorVersion) {
    throw new Error(`${data} was made by PostgreSQL ${version}, the package has ${majorVersion}`);
  }
  return { data, log: path.join(folder, 'server.log'), credentials };
}

/**
 * The folder for the cluster: the data folder itself, unless root keeps it where the server's account cannot go
 * (such as /root). Then it lies under /var/lib and a link in the data folder points there.
 */
function clusterPlace(folder: string, account: Account | undefined): string {
  if (!account || mayEnter(account, folder)) return folder;
  const link = path.join(folder, 'elsewhere');
  if (existsSync(link)) return realpathSync(link);
  // A new name each time: a data folder that was deleted and made again must not meet its former cluster.
  const place = path.join('/var/lib/sifang', randomBytes(6).toString('hex'));
  mkdirSync(place, { recursive: true, mode: 0o755 });
  symlinkSync(place, link);
  return place;
}

function readCredentials(folder: string, isNew: boolean): Credentials {
  const file = path.join(folder, 'credentials.json');
  if (isNew) {
    const secret = () => randomBytes(24).toString('base64url');
    const fresh: Credentials = { superuser: secret(), owner: secret() };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
    return fresh;
  }
  if (!existsSync(file)) throw new Error(`${file} is missing: restore it with the data folder`);
  return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
}

async function makeCluster(
  data: string,
  native: string,
  account: Account | undefined,
  password: string,
  durable: boolean,
): Promise<void> {
  const partial = `${data}.partial`;
  const secret = `${data}.secret`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  if (account) for (const file of [partial, secret]) chownSync(file, account.uid, account.gid);
  const flags = ['-D', partial, '-U', 'postgres', '--pwfile', secret, '--auth=scram-sha-256'];
  try {
    await promisify(execFile)(
      path.join(native, 'bin', 'initdb'),
      [...flags, ...localeFlags(), ...(durable ? [] : ['--no-sync'])],
      { ...account, cwd: path.parse(data).root, env: serverEnvironment() },
    );
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(partial, data);
}

/**
 * Sorting and letters come from PostgreSQL itself, so they are the same on every machine. lc_ctype still has to be a
 * UTF-8 one: with plain C the trigrams of Chinese text are empty, without an error.
 */
function localeFlags(): string[] {
  const ctype = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
  const provider = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '-E', 'UTF8'];
  return [
    ...provider,
    '--locale=C',
    ...(process.platform === 'win32' ? [] : [`--lc-ctype=${ctype}`]),
  ];
}

/** The environment without PG* and locale settings of whoever started us. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SYSTEMROOT', 'TEMP', 'TMP'].map((name) => [name, process.env[name]]);
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), TZ: 'UTC' };
}
