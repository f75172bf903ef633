import { Button } from 'antd';
import type { PointerEvent } from 'react';
import { useRef, useState } from 'react';
import { keepPicture } from './keep.ts';
import { Picture } from './pictures.tsx';

const size = { width: 640, height: 240 };

/** A field to sign in with the finger; the signature becomes a PNG file. */
export function Signature({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (hash: string | undefined) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState(0);
  const isDown = useRef(false);

  function draw(event: PointerEvent<HTMLCanvasElement>, begins: boolean) {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined || (!begins && !isDown.current)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * size.width;
    const y = ((event.clientY - box.top) / box.height) * size.height;
    if (begins) {
      isDown.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      context.lineWidth = 5;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.strokeStyle = '#12263f';
      context.beginPath();
      context.moveTo(x, y);
      // A dot is a stroke too.
      context.lineTo(x + 0.1, y);
    } else context.lineTo(x, y);
    context.stroke();
  }

  function end() {
    if (isDown.current) setStrokes(strokes + 1);
    isDown.current = false;
  }

  function clear() {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height);
    setStrokes(0);
  }

  async function keep() {
    const blob = await new Promise<Blob | null>((done) =>
      canvas.current?.toBlob(done, 'image/png'),
    );
    if (blob !== null) onChange(await keepPicture(blob));
  }

  if (value !== undefined) {
    return (
      <div className="sheet-signed">
        <span className="sheet-label">{label}</span>
        <Picture hash={value} label={`${label}的签名`} />
        <Button size="small" onClick={() => onChange(undefined)}>
          重签
        </Button>
      </div>
    );
  }
  return (
    <div className="sheet-sign">
      <span className="sheet-label">{label}</span>
      <canvas
        ref={canvas}
        {...size}
        role="img"
        aria-label={`${label}，请用手指签名`}
        onPointerDown={(event) => draw(event, true)}
        onPointerMove={(event) => draw(event, false)}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="sheet-sign-acts">
        <Button size="small" disabled={strokes === 0} onClick={clear}>
          清除
        </Button>
        <Button size="small" type="primary" disabled={strokes === 0} onClick={() => void keep()}>
          确认签名
        </Button>
      </div>
    </div>
  );
}

/** The signatures of both sides; one pad for each sampler who came. */
export function Signatures({
  samplers,
  isRefused,
  value,
  onChange,
}: {
  samplers: readonly string[];
  isRefused: boolean;
  value:
    | { readonly samplers?: readonly string[]; readonly sampled?: readonly string[] }
    | undefined;
  onChange: (value: { samplers: readonly string[]; sampled: readonly string[] }) => void;
}) {
  const own = { samplers: value?.samplers ?? [], sampled: value?.sampled ?? [] };
  const names = samplers.length === 0 ? ['抽样人员'] : samplers;
  return (
    <div className="sheet-signatures">
      {names.map((name, at) => {
        // The pads are signed in turn: the next one opens when the one before is kept.
        if (at > own.samplers.length) return null;
        return (
          <Signature
            key={name}
            label={`抽样人员${samplers.length === 0 ? '' : name}`}
            value={own.samplers[at]}
            onChange={(hash) =>
              onChange({
                ...own,
                samplers: hash === undefined ? own.samplers.slice(0, at) : [...own.samplers, hash],
              })
            }
          />
        );
      })}
      {!isRefused && (
        <Signature
          label="被抽样者"
          value={own.sampled[0]}
          onChange={(hash) => onChange({ ...own, sampled: hash === undefined ? [] : [hash] })}
        />
      )}
    </div>
  );
}
