import { useEffect, useState } from 'react';
import { shrink } from '../../../kit/api/upload.ts';
import { get, keepPicture } from './keep.ts';

/** Takes photos with the phone's camera and keeps them in the browser until they were sent. */
export function Pictures({
  label,
  value,
  max,
  onChange,
}: {
  label: string;
  value: readonly string[];
  max: number;
  onChange: (hashes: readonly string[]) => void;
}) {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  async function add(files: readonly File[]) {
    setBusy(true);
    setTrouble(undefined);
    let hashes = value;
    for (const file of files.slice(0, max - value.length)) {
      const blob = file.type.startsWith('image/') ? await shrink(file) : file;
      if (blob === undefined) setTrouble('无法读取这张照片，请重拍。');
      else hashes = [...new Set([...hashes, await keepPicture(blob)])];
    }
    onChange(hashes);
    setBusy(false);
  }

  return (
    <div className="sheet-pictures" aria-busy={isBusy}>
      {value.map((hash, at) => (
        <span key={hash} className="sheet-picture">
          <Picture hash={hash} label={`${label}${at + 1}`} />
          <button
            type="button"
            aria-label={`移除${label}${at + 1}`}
            onClick={() => onChange(value.filter((other) => other !== hash))}
          >
            ×
          </button>
        </span>
      ))}
      {value.length < max && (
        <label className="sheet-shutter">
          <span aria-hidden="true">＋</span>
          {isBusy ? '保存中' : '拍照'}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            multiple
            aria-label={`${label}拍照`}
            onChange={(event) => {
              void add([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </label>
      )}
      {trouble !== undefined && <p className="sheet-gap">{trouble}</p>}
    </div>
  );
}

/** A picture from the browser's own store; where it was sent before, from the server. */
export function Picture({ hash, label }: { hash: string; label: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    void get<Blob>('photo', hash).then((blob) => {
      made = blob === undefined ? undefined : URL.createObjectURL(blob);
      setAddress(made ?? `/api/files/${hash}`);
    });
    return () => {
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [hash]);
  return <img src={address} alt={label} />;
}
