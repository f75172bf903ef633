/**
 * A witness of the log: watches that it only grows and cosigns its checkpoints. Runs with whoever is trusted to be
 * independent of the operator: `npm run witness -- run --url <server> --log <verifier key> --name <name>`.
 * Exit code 0: stopped; 1: the log broke its promise; 2: wrong usage.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connect.ts';
import { parties } from '#kernel/party.ts';
import type { Party } from '#kernel/party.ts';
import { formatVerifierKey, parseVerifierKey } from '#ledger/keys.ts';
import { registerWitness } from '#server/ledger/registered.ts';
import { openWitness, runWitness } from '#server/ledger/witness-client.ts';
import type { Witness } from '#server/ledger/witness-client.ts';

const usage = `用法：npm run witness -- <命令>
  key --name <名称> --log <账本公钥> [--folder witness]     生成密钥（已有则不变），显示见证公钥，交账本运营方登记
  run --name <名称> --log <账本公钥> --url <地址> [--folder witness] [--interval 5]   按间隔（秒）核对账本并签名
  register --vkey <见证公钥> --party <${Object.keys(parties).join('|')}> [--database <数据库地址>]   运营方登记见证方
账本公钥应当从运营方以外的渠道核对。文件夹中的 key 是私钥，checkpoint 是见证记忆，两者都不得丢失或者回退。`;

const { values, positionals } = readArguments();
process.exitCode = await main(positionals[0]);

async function main(command: string | undefined): Promise<0 | 1 | 2> {
  if (command === 'register') return register();
  const { name, log, url } = values;
  const isComplete = name !== undefined && log !== undefined;
  if (!isComplete || (command !== 'key' && (command !== 'run' || url === undefined)))
    return misused();
  const witness = await openWitness({
    baseUrl: (url ?? '').replace(/\/$/, ''),
    name,
    keyFile: path.join(values.folder, 'key'),
    stateFile: path.join(values.folder, 'checkpoint'),
    policyLog: log,
  });
  console.log(formatVerifierKey(witness.signer));
  return command === 'key' ? 0 : run(witness);
}

async function run(witness: Witness): Promise<0 | 1> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stopping.abort());
  }
  // The loop's own timer lets the process end, so something has to hold it.
  const hold = setInterval(() => undefined, 60_000);
  let broken = false;
  await runWitness(witness, {
    intervalMs: Number(values.interval) * 1000,
    signal: stopping.signal,
    report: (visit) => {
      if (visit.ok && !visit.cosigned) return;
      const line = visit.ok ? `已签名：${visit.size}条` : `${visit.reason}：${visit.detail}`;
      console.log(`${new Date().toISOString()} ${line}`);
      // From here on every further signature would help to hide it.
      if (!visit.ok && ['fork', 'rollback', 'unproven'].includes(visit.reason)) {
        broken = true;
        stopping.abort();
      }
    },
  });
  clearInterval(hold);
  return broken ? 1 : 0;
}

async function register(): Promise<0 | 2> {
  const key = parseVerifierKey(values.vkey ?? '');
  const url = values.database ?? process.env['DATABASE_URL'];
  const { party = '' } = values;
  if (key === undefined || url === undefined || !Object.hasOwn(parties, party)) return misused();
  const database = openDatabase(url, { max: 1 });
  try {
    const vkey = formatVerifierKey(key);
    await registerWitness(database, { name: key.name, vkey, party: party as Party });
    console.log(`已登记见证方${key.name}。`);
    return 0;
  } finally {
    await database.close();
  }
}

function misused(): 2 {
  console.error(usage);
  return 2;
}

function readArguments() {
  const text = { type: 'string' } as const;
  return parseArgs({
    allowPositionals: true,
    options: {
      name: text,
      log: text,
      url: text,
      vkey: text,
      party: text,
      database: text,
      folder: { type: 'string', default: 'witness' },
      interval: { type: 'string', default: '5' },
    },
  });
}
