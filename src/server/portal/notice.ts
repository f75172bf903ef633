import type { JsonObject } from '#kernel/json.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** A number to call, as a link where it is one. */
export function phoneLink(text: string): Html {
  const digits = text.replace(/[\s()（）-]/g, '');
  if (!/^\+?\d{5,15}$/.test(digits)) return html`${text}`;
  return html`<a href="tel:${digits}">${text}</a>`;
}

/** What an announcement has to say beside its text, line by line, as the act that published it put it. */
export function linesOf(record: JsonObject): readonly { title: string; text: string }[] {
  const lines = record['notice'];
  if (!Array.isArray(lines)) return [];
  return lines.flatMap((one: unknown) => {
    const { title, text } = one as { title?: unknown; text?: unknown };
    return typeof title === 'string' && typeof text === 'string' ? [{ title, text }] : [];
  });
}
