import { toHex } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/sha256.ts';
import { photosOf } from '../day/draft.ts';
import type { Draft } from '../day/draft.ts';
import { settled, within } from './database.ts';
import type { Parcel } from './drafts.ts';

/** A photo on the phone. */
export interface Photo {
  readonly hash: string;
  readonly blob: Blob;
  /** Milliseconds since 1970 by the phone's clock. */
  readonly at: number;
}

const keepForMs = 3_600_000;
/** A draft that nobody handed in for so long can't be recorded any more. */
const keepDraftForMs = 30 * 86_400_000;

/** Keeps a photo. @returns the SHA-256 of its bytes, under which the server keeps it too. */
export async function keepPhoto(blob: Blob): Promise<string> {
  const hash = toHex(sha256(new Uint8Array(await blob.arrayBuffer())));
  const photo: Photo = { hash, blob, at: Date.now() };
  await within(['photo'], 'readwrite', (of) => settled(of('photo').put(photo)));
  return hash;
}

/** A photo of this phone; undefined where only the server has it. */
export async function findPhoto(hash: string): Promise<Blob | undefined> {
  const request = (await within(['photo'], 'readonly', (of) => settled(of('photo').get(hash)))) as
    | Photo
    | undefined;
  return request?.blob;
}

/** Deletes stale drafts, and photos that no draft and no record on its way shows; fresh ones may be about to be. */
export function sweep(nowMs: number): Promise<unknown> {
  return within(['photo', 'draft', 'parcel'], 'readwrite', async (of) => {
    const all = (await settled(of('draft').getAll())) as Draft[];
    const isStale = ({ day }: Draft) => nowMs - Date.parse(day) > keepDraftForMs;
    for (const { account, day } of all.filter(isStale)) {
      await settled(of('draft').delete([account, day]));
    }
    const drafts = all.filter((draft) => !isStale(draft));
    const parcels = (await settled(of('parcel').getAll())) as Parcel[];
    const waiting = parcels.map(({ draft }) => draft);
    const used = new Set([...drafts, ...waiting].flatMap(photosOf));
    const photos = (await settled(of('photo').getAll())) as Photo[];
    const idle = photos.filter(({ hash, at }) => !used.has(hash) && nowMs - at > keepForMs);
    return Promise.all(idle.map(({ hash }) => settled(of('photo').delete(hash))));
  });
}
