import { Button, Spin } from 'antd';
import { createContext, use, useRef, useState } from 'react';
import { acceptedTypes, pictureTypes, upload } from '../api/upload.ts';
import { FileThumb } from '../show/files.tsx';

/** Whether photos lose what the camera wrote into them before they are sent. */
export const TracelessContext = createContext(false);

/** A browser lets anything be dropped, whatever the chooser offers. */
const noPaper = '这里只收照片（JPEG、PNG或WebP），PDF等文件没有上传。';

/** Uploads photos and PDFs one after the other; the value is their hashes. Files may be dropped or pasted. */
export function FilesInput({
  id,
  value = [],
  onChange,
  max,
  label,
  pictures = false,
}: {
  id?: string;
  value?: string[];
  onChange?: (hashes: string[]) => void;
  max: number;
  label: string;
  /** Whether only photos are taken. */
  pictures?: boolean;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(0);
  const [trouble, setTrouble] = useState<string>();
  const isTraceless = use(TracelessContext);
  const room = max - value.length;

  async function add(chosen: readonly File[]) {
    const files = pictures ? chosen.filter(({ type }) => type.startsWith('image/')) : chosen;
    const isPaper = files.length < chosen.length;
    const isMany = files.length > room;
    setTrouble(isPaper ? noPaper : isMany ? `最多${max}个文件，多出的没有上传。` : undefined);
    const taken = files.slice(0, room);
    setBusy(taken.length);
    let hashes = value;
    for (const file of taken) {
      const answer = await upload(file, isTraceless);
      if (answer.ok) {
        hashes = hashes.includes(answer.value.hash) ? hashes : [...hashes, answer.value.hash];
        onChange?.(hashes);
      } else {
        setTrouble(`“${file.name}”没有上传：${answer.problem.detail}`);
      }
      setBusy((left) => left - 1);
    }
  }

  return (
    <div
      className="files-input"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void add([...event.dataTransfer.files]);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length > 0) void add([...event.clipboardData.files]);
      }}
    >
      {value.map((hash, index) => (
        <span key={hash} className="files-one">
          <FileThumb hash={hash} number={index + 1} />
          <button
            type="button"
            className="files-remove"
            aria-label={`移除第${index + 1}个文件`}
            onClick={() => onChange?.(value.filter((other) => other !== hash))}
          >
            ×
          </button>
        </span>
      ))}
      {busy > 0 && <Spin size="small" aria-label={`正在上传，还有${busy}个`} />}
      {room > 0 && (
        <Button
          {...(id === undefined ? {} : { id })}
          size="small"
          onClick={() => chooser.current?.click()}
          disabled={busy > 0}
        >
          {value.length === 0 ? (pictures ? '选择照片' : '选择照片或PDF') : '继续添加'}
        </Button>
      )}
      <input
        ref={chooser}
        type="file"
        // Inline, because the form library shows file inputs by a rule of its own.
        style={{ display: 'none' }}
        tabIndex={-1}
        multiple={max > 1}
        accept={pictures ? pictureTypes : acceptedTypes}
        aria-label={label}
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {trouble !== undefined && (
        <span className="files-trouble" role="alert">
          {trouble}
        </span>
      )}
    </div>
  );
}
