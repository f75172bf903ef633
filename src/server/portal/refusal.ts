import type { FastifyRequest } from 'fastify';
import type { Refusal } from '#kernel/refusal.ts';
import { html, page } from './html.ts';

/** Whether somebody reads the answer in a browser's window: a page was asked for, by its address. */
export function isReadByPerson({ method, url, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' && !url.startsWith('/api/') && /\btext\/html\b/.test(headers.accept ?? '')
  );
}

/** A refusal as a page, for people who followed a link that leads nowhere. */
export function refusalPage({ code, sentence }: Refusal): string {
  const title = code === 'not-found' ? '没有这个页面' : '无法显示';
  const body = html`<h1>${title}</h1>
    <p>${sentence}请核对网址是否完整，或者从首页重新查找。</p>
    <p><a class="button" href="/">回到首页</a></p>`;
  return page(title, body);
}
