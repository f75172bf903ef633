import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { ProductClassFacts } from '#kernel/organisation.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import type { StandardFacts } from '#kernel/product/standard.ts';
import { productLacks } from '#law/enterprise/product/fitness.ts';
import type { ProductLack } from '#law/enterprise/product/fitness.ts';
import type { Tx } from '#db/transaction.ts';
import { certificatesOf } from '../reading/certificates.ts';
import { eliminatedFor, standardsFor } from '../reading/standards.ts';
import { classesOn, registeredOn } from './queries.ts';

/** A product with what stands against it today. */
export interface JudgedProduct {
  readonly product: ProductFacts;
  readonly lacks: readonly ProductLack[];
  /** The standards that it executes, as the register has them. */
  readonly standards: readonly StandardFacts[];
  /** Its class as the catalogue of the day has it. */
  readonly productClass: ProductClassFacts | undefined;
}

/** Judges products by the rules, all of them with five reads. */
export async function judge(
  tx: Tx,
  products: readonly ProductFacts[],
  day: PlainDate,
): Promise<JudgedProduct[]> {
  const classes = [...new Set(products.map(({ productClass }) => productClass))];
  const numbers = [...new Set(products.flatMap(({ standards }) => standards))];
  const holders = [...new Set(products.map(({ holder }) => holder))];
  const [standards, eliminated, certificates, known, registered] = await Promise.all([
    standardsFor(tx, numbers, classes),
    eliminatedFor(tx, classes),
    certificatesOf(tx, holders),
    classesOn(tx, day, classes),
    registeredOn(tx, day, holders, classes),
  ]);
  return products.map((product) => {
    const productClass = known.get(product.productClass);
    const held = certificates.filter(({ holder }) => holder === product.holder);
    const isRegistered = registered(product);
    const about = {
      standards,
      eliminated,
      productClass: isRegistered ? productClass : undefined,
      certificates: held,
    };
    return {
      product,
      productClass,
      standards: standards.filter(({ number }) => product.standards.includes(number)),
      // What is made no more lacks nothing.
      lacks: product.rests ? [] : productLacks(product, about, day),
    };
  });
}
