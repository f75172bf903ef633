import type { Feature } from '#kernel/derive/matrix.ts';

/** What carries a feature out; whatever is absent is not there yet. */
type Carriers = Partial<Pick<Feature, 'definitions' | 'screens' | 'tests' | 'lacks'>>;

/** Folder of the workbench's pages. */
export const workbench = 'src/web/workbench';
/** Every procedure can be carried out here. */
export const proceedings = [`${workbench}/proceedings/detail-page.tsx`];
/** Every book can be kept here. */
export const books = [`${workbench}/books/book-page.tsx`];

/** A feature by its stable number, under a section of the guidance. */
export function feature(
  number: number,
  section: string,
  title: string,
  by: Carriers = {},
): Feature {
  const clause = `guidance/${section}`;
  return { id: `F${number}`, title, clause, definitions: [], screens: [], tests: [], ...by };
}
