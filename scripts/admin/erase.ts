import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Database } from '#db/connect.ts';
import { law } from '#law/all.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { requestHash } from '#server/acts/entry.ts';
import { actInProceeding } from '#server/acts/proceeding.ts';
import type { Context } from '#server/context.ts';
import { requestErasure } from '#server/entries/erasure.ts';
import { folderStore } from '#server/files/store.ts';
import { folderDrop } from '#server/publicity/transport.ts';
import { personWithPassword } from '#server/session/by-login.ts';

/** What the operator types. */
export interface ErasureCommand {
  readonly entry: string;
  readonly login: string;
  readonly approver: string;
  readonly ground: string;
  readonly basis: string;
  readonly reason: string;
}

/** What came of it, in Chinese. */
export interface Outcome {
  readonly ok: boolean;
  readonly sentence: string;
}

/**
 * Erases the content of an entry as two persons of one office, by the same acts as in the workbench. Their passwords
 * come from standard input, a line each.
 */
export async function eraseEntry(database: Database, command: ErasureCommand): Promise<Outcome> {
  const [first = '', second = ''] = await passwords();
  const context = contextOf(database);
  const [asking, approving] = await Promise.all([
    personWithPassword(context, command.login, first),
    personWithPassword(context, command.approver, second),
  ]);
  if (asking === undefined) return no(`${command.login}的登录名或者密码不正确。`);
  if (approving === undefined) return no(`${command.approver}的登录名或者密码不正确。`);
  const { entry, ground, basis, reason } = command;
  const asked = await requestErasure(context, asking, entry, {
    ground,
    basis,
    reason,
    request: [],
  });
  if (!asked.ok) return no(sentenceOf(asked));
  const proceeding = asked.proceeding ?? '';
  const act = { id: newEntryId(context.now()), act: 'approve', input: { opinion: '同意删除' } };
  const raw = requestHash({ proceeding, ...act });
  const approved = await actInProceeding(context, approving, proceeding, act, raw);
  return approved.ok
    ? { ok: true, sentence: `已删除记录${entry}的内容，申请和审批已入账（事项${proceeding}）。` }
    : no(`已提出申请（事项${proceeding}），但未获批准：${sentenceOf(approved)}`);
}

async function passwords(): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin })) {
    lines.push(line);
    if (lines.length === 2) break;
  }
  return lines;
}

function contextOf(database: Database): Context {
  return {
    database,
    law,
    now: () => new Date().toISOString(),
    // Nothing is stored, sealed or sent here.
    files: folderStore(path.join(tmpdir(), 'sifang-admin')),
    transport: folderDrop(path.join(tmpdir(), 'sifang-admin')),
    settings: {
      baseUrl: '',
      serverKey: new Uint8Array(32),
      logOrigin: '',
      secondFactorFor: [],
      demo: false,
    },
    // A running node finds the entries by itself.
    wakeSequencer: () => undefined,
    wakeTeller: () => undefined,
  };
}

function no(sentence: string): Outcome {
  return { ok: false, sentence };
}

function sentenceOf(refusal: {
  readonly sentence: string;
  readonly issues?: readonly { readonly path: string; readonly sentence: string }[];
}): string {
  const issues = (refusal.issues ?? []).map(({ path: at, sentence }) => `${at}：${sentence}`);
  return [refusal.sentence, ...issues].join(' ');
}
