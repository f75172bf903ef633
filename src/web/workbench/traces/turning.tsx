import { Button } from 'antd';

/** The way to the next page of a list that is paged by tokens, and back. */
export function Turning({
  page,
  label,
  onNext,
  onBack,
}: {
  page: number;
  /** For screen readers. */
  label: string;
  onNext?: () => void;
  onBack?: () => void;
}) {
  if (onNext === undefined && onBack === undefined) return null;
  return (
    <nav className="pager" aria-label={label}>
      <span className="muted">第{page}页</span>
      <span className="pager-moves">
        <Button size="small" disabled={onBack === undefined} onClick={onBack}>
          上一页
        </Button>
        <Button size="small" disabled={onNext === undefined} onClick={onNext}>
          下一页
        </Button>
      </span>
    </nav>
  );
}

/** What {@link Turning} does over a list of tokens. @param next of the page that is shown. */
export function turns(
  tokens: readonly string[],
  next: string | undefined,
  setTokens: (tokens: readonly string[]) => void,
) {
  return {
    page: tokens.length + 1,
    ...(next === undefined ? {} : { onNext: () => setTokens([...tokens, next]) }),
    ...(tokens.length === 0 ? {} : { onBack: () => setTokens(tokens.slice(0, -1)) }),
  };
}
