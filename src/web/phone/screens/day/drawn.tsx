/** @jsxImportSource preact */
import { edit } from '../../acts/fill.ts';
import { current, lastSaid } from '../../acts/state.ts';
import { linesOf } from '../../day/draft.ts';
import type { Draft } from '../../day/draft.ts';
import { Icon } from '../../parts/icons.tsx';
import { Photos } from '../../photo/photos.tsx';

/** What the drawn line needs on the screen. */
interface DrawnProps {
  readonly draft: Draft;
  readonly gap: string | undefined;
  /** At the end of the list, where the line itself is out of sight. */
  readonly isAtEnd?: boolean;
}

/** The line that nobody could know beforehand: it was drawn from the ledger and must be photographed on the spot. */
export function Drawn({ draft, gap, isAtEnd = false }: DrawnProps) {
  const { challenge } = draft;
  const line = linesOf(draft).find(({ code }) => code === challenge?.item);
  if (challenge === undefined || line === undefined) return null;
  const isTaken = challenge.photo !== undefined;
  const setPhoto = ([photo]: readonly string[]) => {
    const { photo: _, ...plain } = challenge;
    const taken = photo === undefined ? plain : { ...plain, photo };
    edit(draft.day, (latest) => ({ ...latest, challenge: taken }));
  };
  const title = isAtEnd ? `请现场拍摄：${line.riskPoint}` : '抽中本项，请现场拍摄';
  return (
    <section
      id={isAtEnd ? 'at-challenge' : undefined}
      class={`drawn${isAtEnd ? ' card' : ''}${isTaken ? ' is-taken' : ''}${gap ? ' has-gap' : ''}`}
      aria-label={isAtEnd ? '随机抽中的项目' : '抽中本项'}
    >
      <p class="drawn-title">
        <Icon name={isTaken ? 'check' : 'camera'} />
        <span>
          <b>{title}</b>
          {isAtEnd && (
            <span class="quiet">
              {line.keyLink}。由存证账本第{challenge.size}号检查点随机抽取，事先无法得知。
            </span>
          )}
        </span>
      </p>
      <Photos
        label={isAtEnd ? '随机抽中项目现场' : '本项现场'}
        photos={challenge.photo === undefined ? [] : [challenge.photo]}
        max={1}
        isFresh
        onChange={setPhoto}
        gap={gap}
      />
      {isAtEnd && isStale(draft) && (
        <p class="quiet">检查点较旧，联网后可能需要按新的抽取结果重拍。</p>
      )}
    </section>
  );
}

/** Whether the tree head is so old that the server may want a newer one. */
function isStale({ day, challenge }: Draft): boolean {
  const head = lastSaid(current())?.checkpoint;
  if (head === undefined || head.size !== challenge?.size) return false;
  return Date.parse(`${day}T00:00:00+08:00`) - Date.parse(head.at) > 2 * 86_400_000;
}
