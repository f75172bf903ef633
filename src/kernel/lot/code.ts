/** What a scanned or typed code says of a lot: our own id, or a number and perhaps the link that it came from. */
export type LotCode =
  | { readonly id: string }
  | { readonly number: string; readonly identifier?: string };

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/**
 * Reads what a scanner types: the address of a lot's page here, a GS1 Digital Link (its lot number is AI 10), a GS1 element
 * string with brackets, or the number as it stands on the goods.
 * @returns undefined where it names no lot: nothing at all, or a link without a lot number.
 */
export function readLotCode(text: string): LotCode | undefined {
  const code = text.trim();
  if (code === '') return undefined;
  const own = new RegExp(`^(?:https?://[^/\\s]+)?/app/lots/(${uuid.source})`, 'i').exec(code)?.[1];
  const id = own ?? (new RegExp(`^${uuid.source}$`, 'i').test(code) ? code : undefined);
  if (id !== undefined) return { id: id.toLowerCase() };
  if (/^https?:\/\//i.test(code)) return readLink(code);
  const element = /\(10\)([^()]{1,20})/.exec(code)?.[1];
  return { number: element ?? code };
}

function readLink(link: string): LotCode | undefined {
  const [path = ''] = link.replace(/^https?:\/\/[^/]+/i, '').split(/[?#]/);
  const parts = path.split('/').filter(Boolean);
  const at = parts.findIndex(
    (part, index) => part === '10' && index % 2 === parts.indexOf('01') % 2,
  );
  const value = at < 0 ? undefined : parts[at + 1];
  if (value === undefined) return undefined;
  try {
    return { number: decodeURIComponent(value), identifier: link };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
