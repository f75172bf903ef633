/** One import, re-export or dynamic import of a module. */
export interface Import {
  readonly specifier: string;
  /** Nothing of it is left when the types are stripped. */
  readonly typeOnly: boolean;
  /** A dynamic import whose specifier is computed; `specifier` is then empty. */
  readonly computed: boolean;
}

interface Token {
  readonly kind: 'word' | 'text' | 'mark';
  readonly value: string;
}

/**
 * Lists what a TypeScript module imports: `import … from`, `import '…'`, `export … from`, `import('…')` and type
 * imports. Comments, strings, templates and regular expressions are skipped, so that an example in them is no import.
 */
export function importsOf(source: string): Import[] {
  const tokens = tokensOf(source);
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'word' || isMember(tokens, at)) return [];
    if (token.value === 'import') return importAt(tokens, at);
    return token.value === 'export' ? exportAt(tokens, at) : [];
  });
}

/** Splits source text into words, texts and marks; exported so that its own test can look at it. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const open: string[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at, at + 2);
    const character = source.charAt(at);
    let end = at + 1;
    if (rest === '//') end = indexAfter(source, '\n', at);
    else if (rest === '/*') end = indexAfter(source, '*/', at + 2);
    else if (character === "'" || character === '"') {
      end = textEnd(source, at);
      tokens.push({ kind: 'text', value: source.slice(at + 1, end - 1) });
    } else if (character === '`' || (character === '}' && open.at(-1) === '${')) {
      if (character === '}') open.pop();
      end = templateEnd(source, at + 1);
      if (source.slice(end - 2, end) === '${') open.push('${');
      tokens.push({ kind: 'text', value: '`' });
    } else if (character === '/' && startsRegex(tokens)) end = regexEnd(source, at);
    else if (/[\w$]/.test(character)) {
      end = at + (/^[\w$]+/.exec(source.slice(at, at + 200))?.[0].length ?? 1);
      tokens.push({ kind: 'word', value: source.slice(at, end) });
    } else if (!/\s/.test(character)) {
      if (character === '{') open.push('{');
      if (character === '}') open.pop();
      tokens.push({ kind: 'mark', value: character });
    }
    at = end;
  }
  return tokens;
}

function importAt(tokens: readonly Token[], at: number): Import[] {
  const next = tokens[at + 1];
  if (next?.value === '.') return [];
  if (next?.kind === 'text') return [found(next.value, false)];
  if (next?.value === '(') {
    const specifier = tokens[at + 2];
    const isLiteral = specifier?.kind === 'text' && specifier.value !== '`';
    return [isLiteral ? found(specifier.value, false) : { ...found('', false), computed: true }];
  }
  return from(tokens, at);
}

function exportAt(tokens: readonly Token[], at: number): Import[] {
  const next = tokens[at + 1]?.value === 'type' ? tokens[at + 2] : tokens[at + 1];
  return next?.value === '{' || next?.value === '*' ? from(tokens, at) : [];
}

/** The specifier after `from`, unless the statement ends before one comes. */
function from(tokens: readonly Token[], at: number): Import[] {
  const typeOnly = tokens[at + 1]?.value === 'type' && tokens[at + 2]?.value !== 'from';
  for (let index = at + 1; index < tokens.length; index += 1) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    if (token?.value === 'from' && next?.kind === 'text') return [found(next.value, typeOnly)];
    const isPart = token?.kind === 'word' || /^[{},*]$/.test(token?.value ?? '');
    if (!isPart) return [];
  }
  return [];
}

function found(specifier: string, typeOnly: boolean): Import {
  return { specifier, typeOnly, computed: false };
}

function isMember(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.value === '.';
}

function indexAfter(source: string, mark: string, from: number): number {
  const index = source.indexOf(mark, from);
  return index < 0 ? source.length : index + mark.length;
}

/** A text ends on its line at the latest: an apostrophe between JSX tags must not swallow the file. */
function textEnd(source: string, at: number): number {
  const quote = source.charAt(at);
  for (let index = at + 1; index < source.length; index += 1) {
    if (source.charAt(index) === '\\') index += 1;
    else if (source.charAt(index) === quote || source.charAt(index) === '\n') return index + 1;
  }
  return source.length;
}

function templateEnd(source: string, from: number): number {
  for (let index = from; index < source.length; index += 1) {
    if (source.charAt(index) === '\\') index += 1;
    else if (source.charAt(index) === '`') return index + 1;
    else if (source.slice(index, index + 2) === '${') return index + 2;
  }
  return source.length;
}

/** After a value a slash divides; anywhere else it starts a regular expression. */
function startsRegex(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last === undefined) return true;
  if (last.kind === 'word')
    return /^(return|case|typeof|in|of|await|yield|do|else)$/.test(last.value);
  return last.kind === 'mark' && !/^[)\]}<]$/.test(last.value);
}

function regexEnd(source: string, at: number): number {
  let inClass = false;
  for (let index = at + 1; index < source.length; index += 1) {
    const character = source.charAt(index);
    if (character === '\\') index += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '\n' || (character === '/' && !inClass)) return index + 1;
  }
  return source.length;
}
