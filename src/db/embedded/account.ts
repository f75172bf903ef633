import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** An account of the operating system by its numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account the database server has to run as: PostgreSQL refuses to run as root.
 * initdb looks its own account up by number, so only accounts listed in the system's table will do.
 * @returns the first existing of `$SIFANG_POSTGRES_USER`, `postgres`, `nobody`; undefined where we are not root and the
 *   server runs as ourselves.
 * @throws Error where we are root and none of them exists.
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const wanted = process.env['SIFANG_POSTGRES_USER'];
  const names = wanted ? [wanted] : ['postgres', 'nobody'];
  const table = readFileSync('/etc/passwd', 'utf8');
  for (const name of names) {
    const account = findAccount(table, name);
    if (account) return account;
  }
  throw new Error(
    `PostgreSQL does not run as root and there is no account ${names.join(' or ')}: ` +
      'start Sifang as an ordinary user, name an account in SIFANG_POSTGRES_USER, or set DATABASE_URL',
  );
}

function findAccount(table: string, name: string): Account | undefined {
  const fields = table
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && uid > 0 && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/** Whether the account may pass through every folder of the path, the last one included. */
export function mayEnter(account: Account, folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
