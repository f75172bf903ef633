import assert from 'node:assert/strict';
import { docxText } from '../zip.ts';
import type { Matter, Story } from './case-file.ts';

/** Downloads a file as somebody; the client of the tests reads texts only. */
export async function download(story: Pick<Story, 'as'>, login: string, path: string) {
  const { cookies, baseUrl } = await story.as(login);
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(new URL(path, baseUrl), { headers: { cookie } });
  const bytes = Buffer.from(await response.arrayBuffer());
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = decodeURIComponent(disposition.replace(/^attachment; filename\*=UTF-8''/, ''));
  return { status: response.status, type: response.headers.get('content-type'), name, bytes };
}

/** The text of the DOCX at an address. */
export async function paperText(story: Story, login: string, path: string): Promise<string> {
  const { status, bytes } = await download(story, login, path);
  assert.equal(status, 200, bytes.toString());
  return docxText(bytes);
}

/** Each of these stands in a text, and none of those does. */
export function assertSays(
  text: string,
  parts: readonly string[],
  silent: readonly string[] = [],
): void {
  for (const part of parts) assert.ok(text.includes(part), `“${part}” is missing in:\n${text}`);
  for (const part of silent) assert.ok(!text.includes(part), `“${part}” stands in:\n${text}`);
}

/** The text of the paper of a proceeding's latest act of an id, as somebody reads it. */
export async function paperOf(story: Story, login: string, matter: Matter, act: string) {
  const { timeline } = await matter.seenBy(login);
  const entry = timeline.findLast((item) => item.act === act)?.entry;
  assert.ok(entry, `${login} sees no ${act}`);
  return paperText(story, login, `/api/entries/${entry}/paper.docx`);
}
