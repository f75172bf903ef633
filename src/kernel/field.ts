import { z } from 'zod';
import { isPlainDate } from './calendar/plain-date.ts';
import type { ClauseId } from './clause.ts';
import type { OrganisationKind, Post } from './party.ts';

/** What a generic form needs to draw an input; kept as zod metadata, so one object serves client and server. */
export interface FieldMeta {
  /** Chinese label; a definition with an empty label does not load. */
  readonly label: string;
  readonly control: FieldControl;
  /** Unit shown behind the input, e.g. 元, 件. */
  readonly unit?: string;
  /** One sentence under the input. */
  readonly hint?: string;
  /** Value to Chinese title, for `choice` and `choices`. */
  readonly options?: Readonly<Record<string, string>>;
  /** Which organisations may be picked. */
  readonly kinds?: readonly OrganisationKind[];
  /** Which posts a picked person must hold. */
  readonly posts?: readonly Post[];
  /** The book that a picked record belongs to. */
  readonly book?: string;
  /** The procedure that a picked proceeding is of, e.g. the file of a product. */
  readonly procedure?: string;
  /** Set where a text is the key of a row of a picked record: papers then print what the row says beside the key. */
  readonly rowOf?: RowOf;
  /**
   * Set where rows belong to a list that grows over several acts: screens show all rows of one title together, e.g. the
   * evidence of a case.
   */
  readonly gathers?: string;
  /**
   * The field of the same form that picks an office whose level settles this choice of levels: the one above it. It may be
   * left out, and is asked for only where that office has no level.
   */
  readonly levelAbove?: string;
  /**
   * Set on a field that may be left out: it is filled in with these values of a choice of the same form and with no others.
   * Screens ask for it then, and only then; the rules of the definition refuse what is missing.
   */
  readonly goesWith?: GoesWith;
  /** Set where every file must be a picture by its bytes: a paper about a thing is no photo of it. */
  readonly pictures?: true;
  /** Set where the files are signatures that were drawn on a screen: papers print them. */
  readonly drawn?: true;
  /**
   * Set where it is a tick of the platform's own and no paper prints it: what it stands for is a sentence that the paper
   * tells (that the party may ask for a hearing).
   */
  readonly unprinted?: true;
  /**
   * Set where only another entry's effect fills it in (the place in a yearly plan, which the batch of the plan knows): whoever
   * does the act himself leaves it out. The field is an optional one.
   */
  readonly byEffect?: true;
  /** Personal data: erasable, kept out of lists, exports and announcements. */
  readonly personal?: true;
  /** Roles of the procedure to which the field is never shown. */
  readonly hiddenFrom?: readonly string[];
  /**
   * The clause that protects whom it comes from (a reporter): its files are handed in nowhere else, and nothing of it goes
   * into another proceeding, a message or a publication.
   */
  readonly protects?: ClauseId;
}

/** The choice that a field goes with. */
export interface GoesWith {
  /** The field of the same form. */
  readonly choice: string;
  readonly values: readonly string[];
}

/** Where the row lies that a key stands for. */
export interface RowOf {
  /** The field of the same form that picks the record. */
  readonly record: string;
  /** The table of that record. */
  readonly rows: string;
  /** The field of its rows that holds the key. */
  readonly key: string;
  /** The fields of its rows that say what it is. */
  readonly shows: readonly string[];
}

/** The closed list of inputs that screens know how to draw. */
export type FieldControl =
  | 'text'
  | 'long-text'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'instant'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'organisation'
  | 'organisations'
  | 'person'
  | 'people'
  | 'record'
  | 'lot'
  | 'proceeding'
  | 'standards'
  | 'files'
  | 'group'
  | 'rows';

/** A form: the validated input of an act, always a strict object whose every field carries a label. */
export type Form = z.ZodObject<z.core.$ZodLooseShape>;

type Extra = Partial<Omit<FieldMeta, 'label' | 'control' | 'options'>>;
type Bounds = Extra & { min?: number; max?: number };

const blank = '请填写';

function meta<T extends z.ZodType>(schema: T, own: FieldMeta): T {
  return schema.meta({ ...own }) as T;
}

/** Half a character has no bytes to hash, and PostgreSQL keeps no NUL in a text. */
function writing(min: number, max: number) {
  const isStorable = (value: string) => value.isWellFormed() && !value.includes('\0');
  return z
    .string()
    .trim()
    .min(min, blank)
    .max(max, `最多${max}个字`)
    .refine(isStorable, '含有不能识别的字符');
}

function split({ min, max, ...extra }: Bounds) {
  return { min, max, extra };
}

/** One line of text; 1–200 characters unless told otherwise. */
export function text(label: string, bounds: Bounds = {}) {
  const { min = 1, max = 200, extra } = split(bounds);
  return meta(writing(min, max), { label, control: 'text', ...extra });
}

/** Several lines of text; 1–4,000 characters unless told otherwise. */
export function longText(label: string, bounds: Bounds = {}) {
  const { min = 1, max = 4000, extra } = split(bounds);
  return meta(writing(min, max), { label, control: 'long-text', ...extra });
}

/** A whole number, 0 to 1,000,000,000 unless told otherwise. */
export function integer(label: string, bounds: Bounds = {}) {
  const { min = 0, max = 1_000_000_000, extra } = split(bounds);
  const schema = z.int('请填写整数').min(min, `不得小于${min}`).max(max, `不得大于${max}`);
  return meta(schema, { label, control: 'integer', ...extra });
}

/** A measured or monetary amount, never binary: a decimal string of at most 14 + 4 digits, e.g. `12.50`. */
export function decimal(label: string, extra: Extra = {}) {
  const schema = z.string().regex(/^-?\d{1,14}(\.\d{1,4})?$/, '请填写数字，小数不超过4位');
  return meta(schema, { label, control: 'decimal', ...extra });
}

/** A calendar day in China, `YYYY-MM-DD`. */
export function date(label: string, extra: Extra = {}) {
  return meta(z.string().refine(isPlainDate, '请选择日期'), { label, control: 'date', ...extra });
}

/** A point in time, ISO 8601 with zone. */
export function instant(label: string, extra: Extra = {}) {
  const schema = z.iso.datetime({ offset: true, error: '请选择日期和时间' });
  return meta(schema, { label, control: 'instant', ...extra });
}

/** One of a fixed list; keys are stored, Chinese titles are shown. */
export function choice<const O extends Readonly<Record<string, string>>>(
  label: string,
  options: O,
  extra: Extra = {},
) {
  const keys = Object.keys(options) as [keyof O & string];
  return meta(z.enum(keys, '请选择'), { label, control: 'choice', options, ...extra });
}

/** Any number of a fixed list, at least one. */
export function choices<const O extends Readonly<Record<string, string>>>(
  label: string,
  options: O,
  extra: Extra = {},
) {
  const keys = Object.keys(options) as [keyof O & string];
  const schema = z
    .array(z.enum(keys, '请选择'))
    .min(1, '请至少选择一项')
    .refine((picked) => new Set(picked).size === picked.length, '选项不得重复');
  return meta(schema, { label, control: 'choices', options, ...extra });
}

/** Yes or no. */
export function yesNo(label: string, extra: Extra = {}) {
  return meta(z.boolean('请选择是或否'), { label, control: 'yes-no', ...extra });
}

/** An organisation of the register, by id. */
export function organisation(label: string, kinds: readonly OrganisationKind[], extra: Extra = {}) {
  return meta(z.uuid('请选择单位'), { label, control: 'organisation', kinds, ...extra });
}

/** Several different organisations of the register, by id. */
export function organisations(
  label: string,
  kinds: readonly OrganisationKind[],
  bounds: Bounds = {},
) {
  const { min = 1, max = 200, extra } = split(bounds);
  const schema = z
    .array(z.uuid())
    .min(min, `至少选择${min}家单位`)
    .max(max, `最多选择${max}家单位`)
    .refine((ids) => new Set(ids).size === ids.length, '单位不得重复');
  return meta(schema, { label, control: 'organisations', kinds, ...extra });
}

/** A person with an account, by id. */
export function person(label: string, posts: readonly Post[], extra: Extra = {}) {
  return meta(z.uuid('请选择人员'), { label, control: 'person', posts, ...extra });
}

/** Several different people, by id. */
export function people(label: string, posts: readonly Post[], bounds: Bounds = {}) {
  const { min = 1, max = 20, extra } = split(bounds);
  const schema = z
    .array(z.uuid())
    .min(min, `至少选择${min}人`)
    .max(max, `最多选择${max}人`)
    .refine((ids) => new Set(ids).size === ids.length, '人员不得重复');
  return meta(schema, { label, control: 'people', posts, ...extra });
}

/** A record of a book, by id: the form then names the very version that was used. */
export function record(label: string, book: string, extra: Extra = {}) {
  return meta(z.uuid('请选择记录'), { label, control: 'record', book, ...extra });
}

/** A lot that the organisation holds, by id. */
export function lot(label: string, extra: Extra = {}) {
  return meta(z.uuid('请选择批次'), { label, control: 'lot', ...extra });
}

/** A proceeding of one procedure that the actor sees, by id, e.g. the file of the product that a lot is of. */
export function proceeding(label: string, procedure: string, extra: Extra = {}) {
  return meta(z.uuid('请选择'), { label, control: 'proceeding', procedure, ...extra });
}

/** Different standards of the register, by number. */
export function standards(label: string, bounds: Bounds = {}) {
  const { min = 1, max = 30, extra } = split(bounds);
  const schema = z
    .array(writing(1, 60))
    .min(min, `至少选择${min}项标准`)
    .max(max, `最多选择${max}项标准`)
    .refine((numbers) => new Set(numbers).size === numbers.length, '标准不得重复');
  return meta(schema, { label, control: 'standards', ...extra });
}

/** Uploaded files by the SHA-256 of their content in lower-case hexadecimal. */
export function files(label: string, bounds: Bounds = {}) {
  const { min = 0, max = 9, extra } = split(bounds);
  const schema = z
    .array(z.string().regex(/^[0-9a-f]{64}$/, '文件标识无效'))
    .min(min, `请至少上传${min}个文件`)
    .max(max, `最多上传${max}个文件`);
  return meta(schema, { label, control: 'files', ...extra });
}

/** Uploaded photos, as {@link files}; whoever keeps the files refuses what is no picture by its bytes. */
export function photos(label: string, bounds: Bounds = {}) {
  return files(label, { ...bounds, pictures: true });
}

/** Fields that belong together. */
export function group<S extends z.core.$ZodLooseShape>(label: string, shape: S, extra: Extra = {}) {
  return meta(z.strictObject(shape), { label, control: 'group', ...extra });
}

/** A table: every row has the same fields. */
export function rows<S extends z.core.$ZodLooseShape>(
  label: string,
  shape: S,
  bounds: Bounds = {},
) {
  const { min = 1, max = 200, extra } = split(bounds);
  const schema = z
    .array(z.strictObject(shape))
    .min(min, `请至少填写${min}行`)
    .max(max, `最多${max}行`);
  return meta(schema, { label, control: 'rows', ...extra });
}

/** Makes a field one that may be left out. */
export function optional<T extends z.ZodType>(field: T): z.ZodOptional<T> {
  const own = field.meta();
  return own === undefined ? field.optional() : (field.optional().meta(own) as z.ZodOptional<T>);
}

/** A form from its fields; unknown keys are refused. */
export function form<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape);
}
