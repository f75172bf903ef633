import { fromBase64, hasLoneSurrogate, toBase64, utf8 } from './bytes.ts';
import { verifyEd25519 } from './ed25519/verify.ts';
import { isKeyName, KEY_TYPES, type Signer, type VerifierKey } from './keys.ts';

/** Longest note read, in UTF-16 code units: room for 64 post-quantum signatures of 5 kB. */
export const MAX_NOTE_LENGTH = 500_000;
/** Most signature lines read; C2SP signed-note asks for 16 at least. */
export const MAX_SIGNATURES = 64;

/** One signature line: who, with which key, and the signature bytes behind the key id. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** A signed note taken apart; `text` includes its final newline. Nothing in it is trusted before a signature is checked. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/**
 * Reads a signed note (C2SP signed-note). Only the one spelling `formatNote` writes is accepted.
 * @returns undefined where anything is out of form: control characters, no signature, bad Base64, over the limits.
 */
export function parseNote(input: string): Note | undefined {
  if (input.length > MAX_NOTE_LENGTH || !isNoteText(input)) return undefined;
  const split = input.lastIndexOf('\n\n');
  if (split < 0) return undefined;
  const text = input.slice(0, split + 1);
  const lines = input.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return { text, signatures };
}

/** Writes a signed note. @throws RangeError where `parseNote` would not read it back. */
export function formatNote({ text, signatures }: Note): string {
  const written = `${text}\n${signatures.map(formatSignature).join('')}`;
  if (!isNoteText(text) || parseNote(written)?.text !== text) throw new RangeError('not a note');
  return written;
}

/** Writes one signature line with its newline, as witnesses return it. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  const bytes = new Uint8Array(4 + signature.length);
  new DataView(bytes.buffer).setUint32(0, keyId);
  bytes.set(signature, 4);
  return `— ${name} ${toBase64(bytes)}\n`;
}

/** Reads one signature line without its newline. @returns undefined where it is malformed. */
export function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name, encoded, ...more] = line.split(' ');
  if (dash !== '—' || name === undefined || encoded === undefined || more.length > 0)
    return undefined;
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  const keyId = new DataView(bytes.buffer).getUint32(0);
  return { name, keyId, signature: bytes.slice(4) };
}

/** Signs a text with keys of type `log` (0x01). @returns the whole note. @throws RangeError on another key or a bad text. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  const signatures = await Promise.all(
    signers.map(async (signer) => {
      if (signer.type !== KEY_TYPES.log) throw new RangeError('a witness key signs no notes');
      return {
        name: signer.name,
        keyId: signer.id,
        signature: await signer.sign(utf8(text)),
      };
    }),
  );
  return formatNote({ text, signatures });
}

/** The signatures that claim to be of a key: same name and same id. Others must be ignored, C2SP signed-note. */
export function signaturesOf(note: Note, key: VerifierKey): NoteSignature[] {
  return note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.id);
}

/**
 * Checks a note against a key of type `log` (0x01).
 * @returns `absent` where the key did not sign, `invalid` where any of its signatures fails: then reject the whole note.
 * @throws RangeError on a key of another type.
 */
export async function verifyNote(
  note: Note,
  key: VerifierKey,
): Promise<'valid' | 'invalid' | 'absent'> {
  if (key.type !== KEY_TYPES.log) throw new RangeError('a witness key signs no notes');
  const signatures = signaturesOf(note, key);
  if (signatures.length === 0) return 'absent';
  const message = utf8(note.text);
  for (const { signature } of signatures) {
    if (!(await verifyEd25519(key.publicKey, message, signature))) return 'invalid';
  }
  return 'valid';
}

/** Ends in a newline, holds no other ASCII control character, and has a UTF-8 form. */
function isNoteText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 && unit !== 0x0a) return false;
  }
  return text.endsWith('\n') && !hasLoneSurrogate(text);
}
