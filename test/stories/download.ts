import assert from 'node:assert/strict';
import { docxText } from '../zip.ts';
import type { Story } from './case-file.ts';

/** Downloads a file as somebody; the client of the tests reads texts only. */
export async function download(story: Story, login: string, path: string) {
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
