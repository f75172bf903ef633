import pg from 'pg';

/** A value as it goes over the wire: text, or bytes for bytea. */
export type WireValue = string | Buffer | null;

/** The protocol counts placeholders in 16 bits; the driver would wrap around silently. */
const parameterLimit = 65_535;

/**
 * Turns parameters into what is sent. Everything that can go wrong with a value on our side goes wrong here, before
 * anything is queued: the driver would drop only the failing query and still send the COMMIT behind it.
 *
 * Objects become JSON; arrays become PostgreSQL arrays (for a jsonb array pass `JSON.stringify(value)`).
 * @throws TypeError naming the parameter.
 */
export function serialise(parameters: readonly unknown[]): WireValue[] {
  if (parameters.length > parameterLimit) {
    throw new TypeError(`${parameters.length} parameters; a statement takes ${parameterLimit}`);
  }
  return parameters.map((value, index) => {
    try {
      return serialiseValue(value);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TypeError(`parameter $${index + 1} ${reason}`, { cause });
    }
  });
}

function serialiseValue(value: unknown): WireValue {
  if (value === null) return null;
  if (value instanceof Uint8Array) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  if (Array.isArray(value)) return arrayText(value);
  return plainText(value);
}

function plainText(value: unknown): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new TypeError('contains the character NUL');
    return value;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`is ${value}`);
    return String(value);
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) throw new TypeError(`is ${typeof value}`);
  if (value instanceof Date) return value.toISOString();
  // Instants and plain dates; JSON would put quotes around them.
  if (Object.prototype.toString.call(value).startsWith('[object Temporal.')) {
    return (value as Temporal.Instant | Temporal.PlainDate).toJSON();
  }
  return JSON.stringify(value);
}

function arrayText(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (value === null) return 'NULL';
    if (Array.isArray(value)) return arrayText(value);
    const text =
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : plainText(value);
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${items.join(',')}}`;
}

/**
 * How columns are read: date → `YYYY-MM-DD`, timestamptz → ISO instant in UTC, bigint → number (a fault outside the
 * safe range), numeric, time and interval → text, bytea → Buffer, json → parsed; the rest as pg does it.
 * scripts/types.ts writes the same types.
 */
export const columnTypes: pg.CustomTypesConfig = { getTypeParser: parserOf };

const asText = (text: string): unknown => text;

const scalars: ReadonlyMap<number, (text: string) => unknown> = new Map([
  [20, parseBigint],
  [1082, asText],
  [1083, asText],
  [1114, asText],
  [1184, parseInstant],
  [1186, asText],
  [1700, asText],
]);

/** Array types of the scalars above, by their own number. */
const arrays: ReadonlyMap<number, number> = new Map([
  [1016, 20],
  [1182, 1082],
  [1183, 1083],
  [1115, 1114],
  [1185, 1184],
  [1187, 1186],
  [1231, 1700],
]);

const textArray: number = 1009;

// The driver's own type promises any.
function parserOf(type: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (format === 'binary') return pg.types.getTypeParser(type, 'binary');
  const scalar = scalars.get(type);
  if (scalar) return scalar;
  const element = scalars.get(arrays.get(type) ?? 0);
  if (!element) return pg.types.getTypeParser(type, 'text');
  const parseArray = pg.types.getTypeParser(textArray, 'text') as (text: string) => Nested[];
  return (text) => mapNested(parseArray(text), element);
}

type Nested = string | null | Nested[];

function mapNested(values: Nested[], parse: (text: string) => unknown): unknown[] {
  return values.map((value) => {
    if (value === null) return null;
    return Array.isArray(value) ? mapNested(value, parse) : parse(value);
  });
}

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not exact in a number`);
  return value;
}

/**
 * Sessions run in UTC, so the text ends in +00. Milliseconds are filled up, as Date writes them, so that instants sort
 * as text; microseconds are kept where there are any, because a page cursor has to find its row again.
 */
function parseInstant(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (!match) return text;
  const [, day, time, fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(fraction.length > 3 ? 6 : 3, '0')}Z`;
}
