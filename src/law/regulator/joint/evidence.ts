import * as field from '#kernel/field.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';

/** Authorities that pass clues and evidence to each other and investigate together. */
export const authorities: readonly OrganisationKind[] = [
  'market-regulator',
  'industry-department',
  'customs',
  'police',
  'local-government',
];

/** Authorities that can take a clue up: a local government passes on what it finds. */
export const investigators: readonly OrganisationKind[] = authorities.filter(
  (kind) => kind !== 'local-government',
);

/** Who works on clues and evidence in them. */
export const officers: readonly Post[] = [
  'case-officer',
  'intake-officer',
  'department-officer',
  'police-officer',
  'local-officer',
];

/** The kinds of evidence of the procedure for penalties (Order 2, article 23). */
export const evidenceKinds = {
  document: '书证',
  object: '物证',
  audiovisual: '视听资料',
  electronic: '电子数据',
  testimony: '证人证言',
  statement: '当事人的陈述',
  appraisal: '鉴定意见',
  record: '勘验笔录、现场笔录',
};

/** What one piece of evidence is, with whom and where it was taken. */
export const evidenceColumns = {
  name: field.text('证据名称'),
  kind: field.choice('证据种类', evidenceKinds),
  collectedOn: field.date('收集日期'),
  collectedBy: field.text('收集人', { hint: '不少于二人。' }),
  place: field.text('收集地点'),
  holder: field.optional(field.text('原件、原物存放处')),
  files: field.files('文件', { hint: '复制件须经核对并注明出处。' }),
};

/** A list of evidence; the files are kept by their hash. */
export function evidence(min: number) {
  return field.rows('证据清单', evidenceColumns, { min, max: 100 });
}

/** Refuses evidence that was collected after today or that is neither described by a file nor kept anywhere. */
export function checkEvidence(
  today: string,
  list: readonly {
    readonly name: string;
    readonly collectedOn: string;
    readonly files: readonly string[];
    readonly holder?: string | undefined;
  }[],
): string | undefined {
  const future = list.find(({ collectedOn }) => collectedOn > today);
  if (future !== undefined) return `“${future.name}”的收集日期不能晚于今天。`;
  const empty = list.find(({ files, holder }) => files.length === 0 && holder === undefined);
  return empty && `“${empty.name}”没有上传文件的，须写明原件、原物存放处。`;
}
