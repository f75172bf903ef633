import { useState } from 'react';

/** Photos as small pictures, other papers as links; each opens in full. */
export function FileThumbs({ hashes }: { hashes: readonly string[] }) {
  if (hashes.length === 0) return null;
  return (
    <span className="thumbs">
      {hashes.map((hash, index) => (
        <FileThumb key={hash} hash={hash} number={index + 1} />
      ))}
    </span>
  );
}

/** One file by its hash. What can't be drawn as a picture is a paper. */
export function FileThumb({ hash, number }: { hash: string; number: number }) {
  const [isPaper, setPaper] = useState(false);
  const address = `/api/files/${hash}`;
  return (
    <a className="thumb" href={address} target="_blank" rel="noreferrer">
      {isPaper ? (
        <span className="thumb-paper">文件{number}</span>
      ) : (
        <img src={address} alt={`照片${number}`} loading="lazy" onError={() => setPaper(true)} />
      )}
    </a>
  );
}
