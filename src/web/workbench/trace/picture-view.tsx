import type { ReactNode } from 'react';
import { sizes } from './boxes.ts';
import type { Box, Line, Picture } from './boxes.ts';
import { shortened } from './shortened.ts';

const { box: boxWidth, height: boxHeight, gap } = sizes;
/** More words on lines than this hide each other; then they are told when a box is looked at. */
const mostLabels = 40;

/** The picture of a trace. A box leads to its surroundings, the head of a tier folds it up or spreads it out. */
export function PictureView({
  picture,
  zoom,
  focus,
  onFocus,
  onFold,
}: {
  picture: Picture;
  /** 1 is the size in which it is drawn. */
  zoom: number;
  focus: string | undefined;
  onFocus: (box: Box) => void;
  onFold: (tier: number) => void;
}) {
  const { boxes, lines, tiers, width, height } = picture;
  const isBusy = lines.length > mostLabels;
  return (
    <div className="trace-scroll">
      <svg
        className="trace-picture"
        width={width * zoom}
        height={height * zoom}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label="追溯图：从左到右为来源到去向"
      >
        <defs>
          <marker id="trace-end" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">
            <path d="M0 0.5 L7 4 L0 7.5 z" className="trace-arrow" />
          </marker>
        </defs>
        {lines.map((line) => (
          <LineView
            key={line.key}
            line={line}
            isQuiet={isBusy && line.from.key !== focus && line.to.key !== focus}
          />
        ))}
        {tiers.map((tier) => (
          <Pressable
            key={tier.tier}
            label={`第${tier.tier + 1}级，${tier.lots}批，${tier.holders}家`}
            onPress={tier.isSmall ? undefined : () => onFold(tier.tier)}
          >
            <text x={tier.x} y={18} className="trace-tier">
              第{tier.tier + 1}级
            </text>
            <text x={tier.x} y={34} className="trace-tier-note">
              {tier.lots}批 · {tier.holders}家
              {tier.isSmall ? '' : tier.isFolded ? '　展开' : '　收起'}
            </text>
          </Pressable>
        ))}
        {boxes.map((box) => (
          <BoxView
            key={box.key}
            box={box}
            isFocus={box.key === focus}
            onPress={() => onFocus(box)}
          />
        ))}
      </svg>
    </div>
  );
}

function BoxView({ box, isFocus, onPress }: { box: Box; isFocus: boolean; onPress: () => void }) {
  const { x, y, title, goods, holder, amount, place, isBlocked, isThere, isSeed, nodes } = box;
  const names = [
    'trace-box',
    isBlocked && 'blocked',
    isThere && 'there',
    isSeed && 'seed',
    isFocus && 'focus',
    nodes.length > 1 && 'many',
  ];
  const lines = [
    ['goods', goods],
    ['holder', holder],
    ['amount', amount],
    ['amount', place],
  ].filter(([, text]) => text !== '');
  const said = [title, goods, holder, amount, place, isBlocked ? '已封存' : '']
    .filter(Boolean)
    .join('，');
  return (
    <Pressable label={said} onPress={onPress} className={names.filter(Boolean).join(' ')}>
      <title>{said}</title>
      {nodes.length > 1 && (
        <rect
          x={x + 4}
          y={y + 4}
          width={boxWidth}
          height={boxHeight}
          rx={3}
          className="trace-back"
        />
      )}
      <rect x={x} y={y} width={boxWidth} height={boxHeight} rx={3} className="trace-front" />
      <rect x={x} y={y} width={5} height={boxHeight} className="trace-mark" />
      <text x={x + 14} y={y + 20} className="trace-title">
        {shortened(title, (boxWidth - (isBlocked ? 54 : 24)) / 13)}
      </text>
      {isBlocked && (
        <text x={x + boxWidth - 10} y={y + 20} textAnchor="end" className="trace-blocked">
          封存
        </text>
      )}
      {lines.map(([kind, text = ''], row) => (
        <text key={row} x={x + 14} y={y + 38 + row * 17} className={`trace-${kind}`}>
          {shortened(text, (boxWidth - 24) / 12)}
        </text>
      ))}
    </Pressable>
  );
}

function LineView({ line, isQuiet }: { line: Line; isQuiet: boolean }) {
  const { from, to, kind, label, days, words } = line;
  const isBack = from.x >= to.x;
  const [x1, y1] = [from.x + (isBack ? 0 : boxWidth), from.y + boxHeight / 2];
  const [x2, y2] = [to.x + (isBack ? boxWidth : 0), to.y + boxHeight / 2];
  const bend = isBack ? -gap / 2 : Math.max(gap / 2, (x2 - x1) / 2);
  const [wordX, wordY] = words === 'start' ? [x1 + 8, y1 - 6] : [x2 - (isBack ? -8 : 8), y2 - 6];
  return (
    <g className={`trace-line ${kind}`}>
      <title>{[kindNames[kind], label, days].filter(Boolean).join('，')}</title>
      <path
        d={`M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
        markerEnd="url(#trace-end)"
      />
      {!isQuiet && (
        <text
          x={wordX}
          y={wordY}
          textAnchor={isBack || words === 'start' ? 'start' : 'end'}
          className="trace-label"
        >
          {label}
        </text>
      )}
    </g>
  );
}

const kindNames = { part: '用于生产', shipped: '销售、发货', returned: '退回' } as const;

/** What can be pressed with a finger, a mouse or the keyboard. */
function Pressable({
  label,
  onPress,
  className = '',
  children,
}: {
  label: string;
  onPress: (() => void) | undefined;
  className?: string;
  children: ReactNode;
}) {
  if (onPress === undefined) return <g className={className}>{children}</g>;
  return (
    <g
      className={`trace-press ${className}`}
      role="button"
      tabIndex={0}
      aria-label={label}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPress();
      }}
    >
      {children}
    </g>
  );
}
