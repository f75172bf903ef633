import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCheckpoint } from './checkpoint.ts';
import {
  cosign,
  openCheckpoint,
  parsePolicy,
  verifyCosignature,
  type Policy,
} from './cosignature.ts';
import { formatVerifierKey, KEY_TYPES, signerFromSeed, type KeyType, type Signer } from './keys.ts';
import { formatNote, formatSignature, parseNote, signNote } from './note.ts';

/** A public log's checkpoint of 2026 with four witnesses that other programs run, and an ECDSA line that is none of ours. */
const PUBLIC_CHECKPOINT = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`;
const PUBLIC_POLICY = {
  log: 'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
  witnesses: [
    'transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM',
    'witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO',
    'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
    'witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv',
  ],
  quorum: 4,
};

const signer = (name: string, type: KeyType, fill: number): Promise<Signer> =>
  signerFromSeed(name, type, new Uint8Array(32).fill(fill));
const LOG = await signer('example.com/log', KEY_TYPES.log, 1);
const WITNESSES = await Promise.all(
  [2, 3, 4].map((n) => signer(`w${n}.example`, KEY_TYPES.witness, n)),
);
const POLICY: Policy = { log: LOG, witnesses: WITNESSES, quorum: 2 };
const TEXT = formatCheckpoint({
  origin: LOG.name,
  size: 7,
  root: new Uint8Array(32),
  extensions: [],
});

async function witnessed(...signers: readonly Signer[]): Promise<string> {
  const lines = await Promise.all(
    signers.map(async (witness, i) =>
      formatSignature(await cosign(TEXT, witness, 1_764_000_000 + i)),
    ),
  );
  return (await signNote(TEXT, [LOG])) + lines.join('');
}

test('a public checkpoint with four foreign witnesses satisfies its policy', async () => {
  const parsed = parsePolicy(PUBLIC_POLICY);
  assert.ok(parsed.ok);
  const opened = await openCheckpoint(PUBLIC_CHECKPOINT, parsed.policy);
  assert.ok(opened.ok);
  assert.equal(opened.checkpoint.size, 1432088532);
  assert.deepEqual(
    opened.cosignatures.map(({ timestamp }) => timestamp),
    Array(4).fill(0x6a122120),
  );
});

test('each byte of a cosignature counts: time, signature, and the text it covers', async () => {
  const signature = await cosign(TEXT, WITNESSES[0]!, 1_764_000_000);
  assert.equal(await verifyCosignature(TEXT, signature, WITNESSES[0]!), 1_764_000_000);
  for (let at = 0; at < 72; at++) {
    const bytes = signature.signature.slice();
    bytes[at]! ^= 1;
    assert.equal(
      await verifyCosignature(TEXT, { ...signature, signature: bytes }, WITNESSES[0]!),
      undefined,
    );
  }
  assert.equal(await verifyCosignature(`${TEXT}extension\n`, signature, WITNESSES[0]!), undefined);
  assert.equal(await verifyCosignature(TEXT, signature, WITNESSES[1]!), undefined);
  const short = { ...signature, signature: signature.signature.slice(0, 71) };
  assert.equal(await verifyCosignature(TEXT, short, WITNESSES[0]!), undefined);
});

test('enough witnesses open a checkpoint, in the order of the policy', async () => {
  const opened = await openCheckpoint(await witnessed(WITNESSES[2]!, WITNESSES[0]!), POLICY);
  assert.ok(opened.ok);
  assert.deepEqual(opened.cosignatures, [
    { witness: 'w2.example', timestamp: 1_764_000_001 },
    { witness: 'w4.example', timestamp: 1_764_000_000 },
  ]);
  assert.equal(opened.text, TEXT);
});

test('a witness that signs twice counts once, an unknown one not at all', async () => {
  const stranger = await signer('w9.example', KEY_TYPES.witness, 9);
  const impostor = await signer('w3.example', KEY_TYPES.witness, 9);
  const input = await witnessed(WITNESSES[0]!, WITNESSES[0]!, stranger, impostor);
  assert.deepEqual(await openCheckpoint(input, POLICY), { ok: false, reason: 'too-few-witnesses' });
  assert.ok((await openCheckpoint(input, { ...POLICY, quorum: 1 })).ok);
});

test('each refusal of a checkpoint has its reason', async () => {
  const good = await witnessed(...WITNESSES);
  const reason = async (input: string, policy: Policy = POLICY) => {
    const opened = await openCheckpoint(input, policy);
    return opened.ok ? 'ok' : opened.reason;
  };
  assert.equal(await reason(good), 'ok');
  assert.equal(await reason(good.replaceAll('\n', '\r\n')), 'malformed-checkpoint');
  assert.equal(await reason(await signNote('example.com/log\n7\n', [LOG])), 'malformed-checkpoint');
  const other = await signer('example.com/other', KEY_TYPES.log, 1);
  assert.equal(await reason(good, { ...POLICY, log: other }), 'wrong-log');
  const newKey = await signer('example.com/log', KEY_TYPES.log, 8);
  assert.equal(await reason(good, { ...POLICY, log: newKey }), 'unsigned-checkpoint');
  assert.equal(await reason(good.replace('\n7\n', '\n8\n')), 'bad-log-signature');

  const note = parseNote(good)!;
  const [log, first, ...rest] = note.signatures;
  const forged = {
    ...first!,
    signature: first!.signature.map((byte, i) => (i === 71 ? byte ^ 1 : byte)),
  };
  // Two good ones remain, but a false signature by a known witness means that somebody tampered.
  assert.equal(
    await reason(formatNote({ ...note, signatures: [log!, forged, ...rest] })),
    'bad-witness-signature',
  );
  assert.equal(
    await reason(formatNote({ ...note, signatures: [log!, first!] })),
    'too-few-witnesses',
  );
  assert.equal(
    await reason(formatNote({ ...note, signatures: [first!, ...rest] })),
    'unsigned-checkpoint',
  );
});

test('a policy with keys in the wrong place, doubled keys or an impossible quorum is refused', async () => {
  const key = formatVerifierKey;
  const [a, b] = WITNESSES.map(key) as [string, string];
  const good = { log: key(LOG), witnesses: [a, b], quorum: 2 };
  assert.ok(parsePolicy(good).ok);
  assert.ok(parsePolicy({ log: key(LOG), witnesses: [], quorum: 0 }).ok);
  const alias = key(await signer('alias.example', KEY_TYPES.witness, 2));
  const sameName = key(await signer('w2.example', KEY_TYPES.witness, 9));
  const logAsWitness = key(await signer('w9.example', KEY_TYPES.witness, 1));
  const wrong: unknown[] = [
    undefined,
    null,
    'policy',
    [],
    {},
    { ...good, log: a },
    { ...good, log: 7 },
    { ...good, witnesses: undefined },
    { ...good, witnesses: a },
    { ...good, witnesses: [a, 7] },
    { ...good, witnesses: [a, key(LOG)] },
    { ...good, witnesses: [a, a] },
    { ...good, witnesses: [a, alias] },
    { ...good, witnesses: [a, sameName] },
    { ...good, witnesses: [a, logAsWitness] },
    { ...good, quorum: 3 },
    { ...good, quorum: -1 },
    { ...good, quorum: 1.5 },
    { ...good, quorum: '2' },
    { ...good, quorum: undefined },
  ];
  for (const json of wrong) {
    const parsed = parsePolicy(json);
    assert.ok(!parsed.ok, JSON.stringify(json));
    assert.match(parsed.sentence, /^信任策略.+。$/);
  }
});

test('only witness keys cosign, at whole seconds', async () => {
  await assert.rejects(cosign(TEXT, LOG, 1), RangeError);
  await assert.rejects(cosign(TEXT, WITNESSES[0]!, -1), RangeError);
  await assert.rejects(cosign(TEXT, WITNESSES[0]!, 1.5), RangeError);
});
