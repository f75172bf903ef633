import { Link } from '@tanstack/react-router';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Figure, Range } from '#kernel/derive/figure.ts';
import type { LinkedProceeding } from '#server/proceedings/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { FieldValue } from '../../kit/show/input-view.tsx';
import { amountText, momentText } from '../../kit/show/words.ts';
import { Basis } from '../law/basis.tsx';
import type { Gathered } from './gathered.ts';
import './file-panels.css';

/** What the acts amount to: named values, and a scale where a value must lie between two bounds. */
export function FigurePanels({ figures }: { figures: readonly Figure[] }) {
  return figures.map((figure) => (
    <Panel key={figure.title} title={figure.title} note={<Basis ids={figure.basis} />}>
      <FigureBody figure={figure} />
    </Panel>
  ));
}

/**
 * What an act would amount to while its form is filled in.
 * @param former the figures before it; what the act doesn't change is not repeated.
 */
export function FigurePreview({
  figures,
  former,
}: {
  figures: readonly Figure[];
  former: readonly Figure[];
}) {
  const known = new Set(former.map((figure) => JSON.stringify(figure)));
  return figures
    .filter((figure) => !known.has(JSON.stringify(figure)))
    .map((figure) => (
      <section key={figure.title} className="figure-preview" aria-live="polite">
        <h3>{figure.title}（按填写内容计算）</h3>
        <FigureBody figure={figure} />
      </section>
    ));
}

function FigureBody({ figure }: { figure: Figure }) {
  return (
    <>
      {figure.range !== undefined && <Scale range={figure.range} />}
      <dl className="figure-lines">
        {figure.lines.map(({ label, value, note }, index) => (
          <div key={`${label}${index}`}>
            <dt>{label}</dt>
            <dd>
              <span className="num">{value}</span>
              {note !== undefined && <small className="muted">{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The band as a bar from nought, the value as a mark on it. */
function Scale({ range }: { range: Range }) {
  const { lower, upper, value, unit } = range;
  const whole = Math.max(upper, value ?? 0) * 1.06;
  const at = (amount: number) => `${(amount / whole) * 100}%`;
  const isOutside = value !== undefined && (value < lower || value > upper);
  const said = `${amountText(lower)}${unit}至${amountText(upper)}${unit}`;
  const set = value === undefined ? '' : `，现为${amountText(value)}${unit}`;
  return (
    <div className="scale" role="img" aria-label={`法定幅度${said}${set}`}>
      <div className="scale-track">
        <span className="scale-band" style={{ left: at(lower), width: at(upper - lower) }} />
        {value !== undefined && (
          <span className={isOutside ? 'scale-mark out' : 'scale-mark'} style={{ left: at(value) }}>
            <b className="num">{amountText(value)}</b>
          </span>
        )}
      </div>
      <div
        className="scale-ends num"
        style={{ marginLeft: `min(${at(lower)}, 50%)`, marginRight: at(whole - upper) }}
      >
        <span>下限 {amountText(lower)}</span>
        <span>
          上限 {amountText(upper)} {unit}
        </span>
      </div>
      {isOutside && <p className="scale-note">在法定幅度之外，须有减轻处罚的法定理由。</p>}
    </div>
  );
}

/** Lists that grew over several acts, e.g. the evidence: each row with who brought it in and when. */
export function GatheredPanels({ lists }: { lists: readonly Gathered[] }) {
  return lists.map(({ title, fields, rows }) => (
    <Panel key={title} title={title} note={`${rows.length}项`} flush>
      <ol className="gathered">
        {rows.map(({ values, item }, index) => (
          <li key={`${item.entry}${index}`}>
            <GatheredItem fields={fields} values={values} />
            <span className="gathered-by">
              {item.by.name}
              {item.by.organisation !== undefined && ` · ${item.by.organisation}`} ·{' '}
              <Link to="/entries/$id" params={{ id: item.entry }} className="num">
                {momentText(item.at)}登记
              </Link>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  ));
}

function GatheredItem({
  fields,
  values,
}: {
  fields: readonly FieldDescription[];
  values: Readonly<Record<string, unknown>>;
}) {
  const filled = fields.filter(({ name }) => values[name] !== undefined);
  return (
    <dl>
      {filled.map((field) => (
        <div key={field.name} className={field.control === 'files' ? 'wide' : ''}>
          <dt>{field.label}</dt>
          <dd>
            <FieldValue field={field} value={values[field.name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Where the case comes from, and what its acts opened or decided elsewhere. */
export function LinkedPanel({ linked }: { linked: readonly LinkedProceeding[] }) {
  if (linked.length === 0) return null;
  return (
    <Panel title="关联事项">
      <ul className="linked">
        {linked.map(({ id, procedureTitle, title, stateTitle, relation, subject }) => (
          <li key={id}>
            <span className="muted">{relation === 'origin' ? '来自' : '引出'}</span>
            <span>
              <Link to="/proceedings/$id" params={{ id }}>
                {title === procedureTitle ? procedureTitle : `${procedureTitle}：${title}`}
              </Link>
              {subject !== undefined && <span className="muted"> {subject}</span>}
            </span>
            <span className="muted">{stateTitle}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
