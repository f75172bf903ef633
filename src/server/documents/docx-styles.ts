import {
  convertMillimetersToTwip,
  type IParagraphStyleOptions,
  type ISectionPropertiesOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
} from 'docx';

/** Width of the text area, in twips: A4 less the margins (156 mm, GB/T 9704-2012 §5.2). */
export const TEXT_WIDTH = convertMillimetersToTwip(156);

/** Ids of the paragraph styles that tables and small print use. */
export const STYLE = {
  organisation: 'PaperOrganisation',
  title: 'PaperTitle',
  number: 'PaperNumber',
  cell: 'PaperCell',
  label: 'PaperLabel',
  caption: 'PaperCaption',
  signature: 'PaperSignature',
  note: 'PaperNote',
  closing: 'PaperClosing',
  draft: 'PaperDraft',
} as const;

/** Id of the numbering of ordered lists; each list is an instance of its own. */
export const NUMBERING = 'paper-list';

const LATIN = 'Times New Roman';
const TITLE = faces('方正小标宋简体');
const BODY = faces('仿宋_GB2312');
const BOLD = faces('黑体');
const KAI = faces('楷体_GB2312');
const INK = '000000';

/**
 * Declares what to use where a typeface of official papers is not installed: Windows and WPS have 仿宋,
 * 楷体 and 宋体 but not always the GB2312 editions or 方正小标宋. Source: ECMA-376-1 §17.8.3.1 (altName).
 */
export const FONT_TABLE = fontTable([
  ['方正小标宋简体', '方正小标宋_GBK,华文中宋,宋体', 'roman'],
  ['仿宋_GB2312', '仿宋,FangSong,华文仿宋', 'modern'],
  ['楷体_GB2312', '楷体,KaiTi,华文楷体', 'modern'],
  ['黑体', 'SimHei,微软雅黑', 'modern'],
]);

/** Paragraph styles: 2号 title, 3号 body at 28 pt a line, 五号 in tables. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: BODY, size: 32, color: INK, language: { value: 'en-US', eastAsia: 'zh-CN' } },
      paragraph: { spacing: { line: 560, lineRule: LineRuleType.EXACT } },
    },
    heading1: {
      run: { font: BOLD, size: 32, color: INK },
      paragraph: { indent: { firstLine: 640 }, keepNext: true },
    },
    heading2: {
      run: { font: KAI, size: 32, color: INK },
      paragraph: { indent: { firstLine: 640 }, keepNext: true },
    },
  },
  paragraphStyles: [
    style(STYLE.organisation, 32, { alignment: 'center', spacing: loose(0, 120) }, { font: TITLE }),
    style(STYLE.title, 44, { alignment: 'center', spacing: loose(0, 120) }, { font: TITLE }),
    style(STYLE.number, 32, { alignment: 'center', spacing: loose(0, 360) }),
    style(STYLE.cell, 21, { spacing: loose(40, 40) }),
    style(STYLE.label, 21, { alignment: 'center', spacing: loose(40, 40) }, { font: BOLD }),
    style(
      STYLE.caption,
      24,
      { alignment: 'center', keepNext: true, spacing: loose(200, 80) },
      { font: BOLD },
    ),
    style(STYLE.signature, 28, { spacing: loose(120, 20) }),
    style(STYLE.note, 21, { alignment: 'both', spacing: loose(120, 120) }),
    style(STYLE.closing, 32, { alignment: 'right', keepLines: true }),
    style(STYLE.draft, 21, { alignment: 'center' }, { font: BOLD, color: 'A61D24' }),
  ],
};

/** Ordered and unordered lists, indented like a paragraph of an official paper. */
export const LISTS = {
  config: [
    {
      reference: NUMBERING,
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          style: { paragraph: { indent: { left: 1060, hanging: 420 } } },
        },
      ],
    },
  ],
};

/** A4 as Word writes it, in twips, with the margins of official papers. */
export const PAGE: ISectionPropertiesOptions = {
  page: {
    size: { width: 11906, height: 16838 },
    margin: {
      top: '37mm',
      bottom: '35mm',
      left: '28mm',
      right: '26mm',
      header: '20mm',
      footer: '25mm',
    },
  },
};

function faces(eastAsia: string): { ascii: string; hAnsi: string; cs: string; eastAsia: string } {
  return { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia };
}

function loose(before: number, after: number): { before: number; after: number; line: number } {
  return { before, after, line: 260 };
}

function style(
  id: string,
  size: number,
  paragraph: NonNullable<IParagraphStyleOptions['paragraph']>,
  run: NonNullable<IParagraphStyleOptions['run']> = {},
): IParagraphStyleOptions {
  const { spacing } = paragraph;
  const auto = spacing && { ...spacing, lineRule: LineRuleType.AUTO };
  return {
    id,
    name: id,
    basedOn: 'Normal',
    run: { size, ...run },
    paragraph: { ...paragraph, ...(auto && { spacing: auto }) },
  };
}

function fontTable(fonts: [name: string, alternatives: string, family: string][]): string {
  const entries = fonts.map(
    ([name, alternatives, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${alternatives}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${family}"/><w:pitch w:val="fixed"/></w:font>`,
  );
  const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="${namespace}">${entries.join('')}</w:fonts>`
  );
}
