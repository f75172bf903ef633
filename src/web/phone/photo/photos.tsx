/** @jsxImportSource preact */
import { useEffect, useId, useState } from 'preact/hooks';
import { Icon } from '../parts/icons.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { findPhoto, keepPhoto } from '../store/photos.ts';
import { toast } from '../acts/state.ts';
import { freshForMs, photosPerLine } from './limits.ts';
import { shrink } from './shrink.ts';

/** What a place for photos needs. */
interface PhotosProps {
  /** For screen readers and tests: what is to be photographed. */
  readonly label: string;
  readonly photos: readonly string[];
  readonly onChange: (photos: readonly string[]) => void;
  readonly max?: number;
  /** Only what was taken just now. */
  readonly isFresh?: boolean;
  /** Pictures that lie on the phone may be added too. */
  readonly album?: boolean;
  readonly gap?: string | undefined;
  /** Said beside the shutter as long as nothing is wrong. */
  readonly hint?: string | undefined;
}

/** Takes photos with the phone's camera, shows them, and lets them be taken away again. */
export function Photos(props: PhotosProps) {
  const { label, photos, onChange, max = photosPerLine, isFresh = false, album, gap, hint } = props;
  const [isBusy, setBusy] = useState(false);
  const add = async (files: readonly File[]) => {
    setBusy(true);
    try {
      const taken = await keepAll(files.slice(0, max - photos.length), isFresh);
      if (files.length > max - photos.length) toast(`这里最多${max}张照片。`);
      onChange([...new Set([...photos, ...taken])]);
    } finally {
      setBusy(false);
    }
  };
  const isFull = photos.length >= max;
  return (
    <div class="photos" aria-busy={isBusy}>
      {photos.map((hash, at) => (
        <Thumb
          key={hash}
          hash={hash}
          label={`${label}照片${at + 1}`}
          onRemove={() => onChange(photos.filter((other) => other !== hash))}
        />
      ))}
      {!isFull && (
        <Shutter
          label={`${label}拍照`}
          isBusy={isBusy}
          onFiles={add}
          isMissing={gap !== undefined}
        />
      )}
      {!isFull && album && (
        <Shutter label={`${label}从相册选`} isBusy={isBusy} onFiles={add} album />
      )}
      {gap !== undefined && <p class="gap">{gap}</p>}
      {gap === undefined && hint !== undefined && <p class="quiet">{hint}</p>}
    </div>
  );
}

/** Opens the camera; where the browser has none to open, it asks for a picture. */
function Shutter(props: {
  readonly label: string;
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => Promise<void>;
  readonly album?: boolean;
  readonly isMissing?: boolean;
}) {
  const { label, isBusy, onFiles, album = false, isMissing = false } = props;
  const id = useId();
  return (
    <label for={id} class={`shutter${isMissing ? ' is-missing' : ''}`}>
      <Icon name={album ? 'picture' : 'camera'} size={28} />
      <span>{isBusy ? '处理中…' : album ? '相册' : '拍照'}</span>
      <input
        id={id}
        type="file"
        accept="image/*"
        aria-label={label}
        disabled={isBusy}
        {...(album ? { multiple: true } : { capture: 'environment' as const })}
        onChange={(event) => {
          const input = event.currentTarget;
          const files = [...(input.files ?? [])];
          // The same picture can be chosen again after it was taken away.
          input.value = '';
          void onFiles(files);
        }}
      />
    </label>
  );
}

/** A small picture; at a tap it is shown large and can be taken away. */
function Thumb(props: {
  readonly hash: string;
  readonly label: string;
  readonly onRemove: () => void;
}) {
  const { hash, label, onRemove } = props;
  const [isLarge, setLarge] = useState(false);
  const url = usePhoto(hash);
  return (
    <>
      <button
        type="button"
        class="thumb"
        onClick={() => setLarge(true)}
        aria-label={`查看${label}`}
      >
        {url !== undefined && <img src={url} alt="" />}
      </button>
      {isLarge && (
        <Sheet
          title={label}
          onClose={() => setLarge(false)}
          foot={
            <button
              type="button"
              class="button is-danger"
              onClick={() => {
                setLarge(false);
                onRemove();
              }}
            >
              删除这张照片
            </button>
          }
        >
          {url !== undefined && <img class="large" src={url} alt={label} />}
        </Sheet>
      )}
    </>
  );
}

/** Where a photo can be shown from: the phone, or the server where only that has it. */
function usePhoto(hash: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    void findPhoto(hash).then((blob) => {
      if (isGone) return;
      made = blob && URL.createObjectURL(blob);
      setUrl(made ?? `/api/files/${hash}`);
    });
    return () => {
      isGone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [hash]);
  return url;
}

/** Keeps what can be kept and says of the rest why not. */
async function keepAll(files: readonly File[], isFresh: boolean): Promise<string[]> {
  const hashes: string[] = [];
  for (const file of files) {
    if (isFresh && Date.now() - file.lastModified > freshForMs) {
      toast('请现场拍摄，不要使用以前的照片。');
      continue;
    }
    const shrunk = await shrink(file);
    if (!shrunk.ok) {
      toast(shrunk.sentence);
      continue;
    }
    try {
      hashes.push(await keepPhoto(shrunk.blob));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      toast('手机存储空间不足，照片没有保存。请清理空间后重新拍摄。');
    }
  }
  return hashes;
}
