import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import type { RiskItem } from '#law/enterprise/risk-control-list.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { FieldValue } from '../../kit/show/input-view.tsx';
import type { ItemChange } from './compare.ts';

/** The fields of an item as the list's form names them. */
const itemFields: readonly FieldDescription[] =
  describeForm(riskControlList.form).find(({ name }) => name === 'items')?.fields ?? [];

const changeTitles = { added: '新增', removed: '删除', changed: '修改' } as const;

/** The items of a list as a table. */
export function ItemTable({ items }: { items: readonly RiskItem[] }) {
  return (
    <DataTable
      caption="风险管控清单项目"
      rows={items}
      rowKey={({ code }) => code}
      columns={[
        {
          title: '关键环节与风险点',
          kind: 'main',
          cell: (item) => (
            <>
              <span className="num muted">{item.code}</span> {item.keyLink}
              <div className="risk-point">{item.riskPoint}</div>
            </>
          ),
        },
        { title: '管控措施', cell: (item) => item.measure },
        { title: '频次', kind: 'short', cell: (item) => <Field name="frequency" item={item} /> },
        {
          title: '责任岗位',
          kind: 'short',
          cell: (item) => <Field name="ownerPost" item={item} />,
        },
        { title: '拍照', kind: 'short', cell: (item) => (item.photoRequired ? '须拍照' : '') },
        { title: '依据', cell: (item) => item.basis },
      ]}
    />
  );
}

/** What changed from one version to another, old words struck through. */
export function ChangeTable({ changes }: { changes: readonly ItemChange[] }) {
  return (
    <DataTable
      caption="版本差异"
      rows={changes}
      rowKey={({ code }) => code}
      columns={[
        {
          title: '项目',
          kind: 'main',
          cell: ({ code, item }) => (
            <>
              <span className="num muted">{code}</span> {item.keyLink}：{item.riskPoint}
            </>
          ),
        },
        {
          title: '变化',
          cell: ({ kind }) => (
            <span
              className={`state-tag ${kind === 'removed' ? 'missing' : kind === 'added' ? 'done' : 'todo'}`}
            >
              {changeTitles[kind]}
            </span>
          ),
        },
        {
          title: '内容',
          cell: ({ kind, item, before }) =>
            kind === 'changed' ? <Changed item={item} before={before} /> : item.measure,
        },
      ]}
    />
  );
}

function Changed({ item, before }: { item: RiskItem; before: ItemChange['before'] }) {
  return (
    <ul>
      {itemFields
        .filter(({ name }) => name in before)
        .map((field) => (
          <li key={field.name}>
            <span className="muted">{field.label}：</span>
            <del>
              <FieldValue
                field={field}
                value={valueOf(field, before[field.name as keyof RiskItem])}
              />
            </del>{' '}
            → <Field name={field.name as keyof RiskItem} item={item} />
          </li>
        ))}
    </ul>
  );
}

function Field({ name, item }: { name: keyof RiskItem; item: RiskItem }) {
  const field = itemFields.find((one) => one.name === name);
  return field === undefined ? null : <FieldValue field={field} value={item[name]} />;
}

function valueOf({ control }: FieldDescription, text: string | undefined): unknown {
  return control === 'yes-no' ? text === 'true' : text;
}
