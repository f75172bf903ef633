import { found, wrong } from '../identifiers/outcome.ts';
import type { Outcome } from '../identifiers/outcome.ts';

/** Where the events of a document lie in its bytes. */
export interface Scan {
  /** First byte and the byte behind the last of each event, two numbers each. */
  readonly spans: readonly number[];
  /** The document without its events, as JSON. */
  readonly envelope: string;
}

/** The deepest nesting of arrays and objects that is read. */
export const mostLevels = 64;

/**
 * Finds the events of a document without reading them: a document of 100,000 events is cut up in slices, between which
 * others get their turn, and every event can later be given back byte by byte. The events themselves are not yet JSON
 * that was looked at.
 * @returns a generator that yields now and then; what it returns is where the events lie, or why there are none.
 */
export function* scanDocument(bytes: Uint8Array): Generator<undefined, Outcome<Scan>> {
  const spans: number[] = [];
  const cursor = new Cursor(bytes);
  try {
    cursor.skipMark();
    let list: readonly [number, number] | undefined;
    for (const name of cursor.members()) {
      if (name !== 'epcisBody') cursor.skipValue();
      else if (list !== undefined) return wrong('epcisBody写了两次');
      else list = yield* inBody(cursor, spans);
    }
    cursor.end();
    if (list === undefined) return wrong('文件中没有事件列表epcisBody.eventList');
    const around = [bytes.subarray(0, list[0]), bytes.subarray(list[1])];
    const [before, after] = around.map((part) =>
      new TextDecoder('utf-8', { fatal: true }).decode(part),
    );
    return found({ spans, envelope: `${before}${after}` });
  } catch (error) {
    if (error instanceof Unreadable) return wrong(error.message);
    if (error instanceof TypeError) return wrong('文件不是UTF-8编码');
    throw error;
  }
}

/** Why bytes are not one JSON value that is nested within bounds, in Chinese; undefined where nothing speaks against it. */
export function valueDefect(bytes: Uint8Array): string | undefined {
  const cursor = new Cursor(bytes);
  try {
    cursor.skipValue();
    cursor.end();
    return undefined;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

/** Thrown inside, told as a sentence outside. */
class Unreadable extends Error {}

type ListSpan = readonly [start: number, end: number];

/** Follows the body to the list, wherever the two kinds of document keep it. */
function* inBody(cursor: Cursor, spans: number[]): Generator<undefined, ListSpan | undefined> {
  let list: ListSpan | undefined;
  for (const name of cursor.members()) {
    if (name === 'eventList') {
      if (list !== undefined) throw new Unreadable('eventList写了两次');
      list = yield* inList(cursor, spans);
    } else if (name === 'queryResults' || name === 'resultsBody') {
      const inner: ListSpan | undefined = yield* inBody(cursor, spans);
      if (inner !== undefined && list !== undefined) throw new Unreadable('eventList写了两次');
      list ??= inner;
    } else cursor.skipValue();
  }
  return list;
}

const sliceBytes = 1_000_000;

function* inList(cursor: Cursor, spans: number[]): Generator<undefined, ListSpan> {
  cursor.open(openBracket, '事件列表eventList应以[开头');
  const start = cursor.at;
  let next = start + sliceBytes;
  let isFirst = true;
  while (!cursor.closes(closeBracket)) {
    if (!isFirst) cursor.comma();
    isFirst = false;
    cursor.blank();
    const from = cursor.at;
    cursor.skipValue();
    spans.push(from, cursor.at);
    if (cursor.at > next) {
      next = cursor.at + sliceBytes;
      yield;
    }
  }
  return [start, cursor.at - 1];
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** A place in JSON text; knows strings and nesting and nothing else. */
class Cursor {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Some editors put a byte order mark in front. */
  skipMark() {
    const [first, second, third] = this.#bytes;
    if (first === 0xef && second === 0xbb && third === 0xbf) this.at = 3;
  }

  blank() {
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at += 1;
    }
  }

  open(byte: number, sentence: string) {
    this.blank();
    if (this.#bytes[this.at] !== byte) throw new Unreadable(this.#where(sentence));
    this.at += 1;
  }

  closes(byte: number): boolean {
    this.blank();
    if (this.#bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  comma() {
    this.open(comma, '两项之间缺少逗号');
  }

  end() {
    this.blank();
    if (this.at < this.#bytes.length) throw new Unreadable(this.#where('JSON结束之后还有内容'));
  }

  /** Names of an object's members; whoever iterates must read each value. */
  *members(): Generator<string> {
    this.open(openBrace, '这里应为{');
    let isFirst = true;
    while (!this.closes(closeBrace)) {
      if (!isFirst) this.comma();
      isFirst = false;
      this.blank();
      const from = this.at;
      if (this.#bytes[from] !== quote) throw new Unreadable(this.#where('名称应写在双引号里'));
      this.#skipString();
      const name = new TextDecoder().decode(this.#bytes.subarray(from + 1, this.at - 1));
      this.open(colon, '名称后面缺少冒号');
      yield name;
    }
  }

  /** Passes over one value. */
  skipValue() {
    this.blank();
    const bytes = this.#bytes;
    const first = bytes[this.at];
    if (first === quote) return this.#skipString();
    if (first !== openBrace && first !== openBracket) return this.#skipPlain();
    // One bit a level: whether it is an object.
    const open: boolean[] = [];
    do {
      const byte = bytes[this.at];
      if (byte === quote) {
        this.#skipString();
        continue;
      }
      if (byte === undefined) throw new Unreadable('文件不完整，可能没有传完');
      this.at += 1;
      if (byte === openBrace || byte === openBracket) {
        if (open.length === mostLevels)
          throw new Unreadable(this.#where(`嵌套超过${mostLevels}层`));
        open.push(byte === openBrace);
      } else if (byte === closeBrace || byte === closeBracket) {
        if (open.pop() !== (byte === closeBrace)) {
          throw new Unreadable(this.#where('括号不配对'));
        }
      }
    } while (open.length > 0);
    return undefined;
  }

  #skipString() {
    const bytes = this.#bytes;
    let at = this.at + 1;
    for (;;) {
      const byte = bytes[at];
      if (byte === quote) break;
      if (byte === undefined) throw new Unreadable('文件不完整，可能没有传完');
      at += byte === backslash ? 2 : 1;
    }
    this.at = at + 1;
  }

  /** A number, true, false or null: up to the next sign of structure. */
  #skipPlain() {
    const from = this.at;
    for (;;) {
      const byte = this.#bytes[this.at];
      const isPart =
        byte !== undefined &&
        ((byte >= 0x30 && byte <= 0x39) ||
          (byte >= 0x61 && byte <= 0x7a) ||
          [0x2b, 0x2d, 0x2e, 0x45].includes(byte));
      if (!isPart) break;
      this.at += 1;
    }
    if (this.at === from) throw new Unreadable(this.#where('这里应为一个值'));
  }

  #where(sentence: string): string {
    let line = 1;
    let begin = 0;
    for (let at = 0; at < this.at && at < this.#bytes.length; at += 1) {
      if (this.#bytes[at] === 0x0a) {
        line += 1;
        begin = at + 1;
      }
    }
    return `第${line}行第${this.at - begin + 1}个字节：${sentence}`;
  }
}
