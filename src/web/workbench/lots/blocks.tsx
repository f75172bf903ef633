import { Link } from '@tanstack/react-router';
import type { LotDetail } from '#server/lots/present.ts';
import { momentText } from '../../kit/show/words.ts';

type Block = LotDetail['blocks'][number];

const reasons: Readonly<Record<Block['kind'], string>> = {
  recall: '缺陷产品召回',
  record: '检验不合格隔离',
  case: '行政机关查办案件查封',
};

/** What keeps a lot back, each with the way to its notice, case or record where the reader may see that. */
export function Blocks({ blocks }: Pick<LotDetail, 'blocks'>) {
  return blocks.map((block) => (
    <p key={block.cause} className="note alarm" role="alert">
      因{reasons[block.kind]}，自{momentText(block.at)}起封存，不得使用、销售和出厂。
      <Way block={block} />
    </p>
  ));
}

function Way({ block: { kind, entry, title, notice, proceeding } }: { block: Block }) {
  if (proceeding !== undefined) {
    return (
      <Link to="/proceedings/$id" params={{ id: proceeding }}>
        {title ?? '查看事项'}
      </Link>
    );
  }
  if (notice !== undefined) {
    return (
      <Link to="/proceedings/$id" params={{ id: notice }}>
        查看召回协助通知
      </Link>
    );
  }
  if (title !== undefined) {
    return (
      <Link to="/entries/$id" params={{ id: entry }}>
        {title}
      </Link>
    );
  }
  return kind === 'recall' ? '召回协助通知即将送达。' : '由有关单位解除后方可流转。';
}
