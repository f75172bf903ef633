import type { RegisteredFacts } from '#kernel/effect.ts';
import { findProductClass } from '#law/product-classes.ts';
import { sizeOf } from '../staffing.ts';

const businesses = { producer: '生产', wholesale: '批发', retail: '零售' } as const;
const sizes = { small: '小型', medium: '中型', large: '大型' } as const;
const bySize = Object.keys(sizes);

/**
 * What of a change takes duties or required posts away from an enterprise: classes of products that it no longer makes or
 * sells, another kind of business, a smaller size (Orders 75 and 76, articles 2, 5 and 18).
 * @returns a phrase for each; empty where nothing may end.
 */
export function endingsOf(before: RegisteredFacts, after: RegisteredFacts): readonly string[] {
  const kept = new Set(after.productClasses);
  const gone = before.productClasses.filter((id) => !kept.has(id));
  const titles = gone.map((id) => `“${findProductClass(id)?.title ?? id}”`);
  const [was, is] = [sized(before), sized(after)];
  return [
    ...(titles.length === 0 ? [] : [`停止生产、销售${titles.join('')}`]),
    ...(before.business === undefined || before.business === after.business
      ? []
      : [
          `经营类型由${businesses[before.business]}改为${after.business === undefined ? '未填写' : businesses[after.business]}`,
        ]),
    ...(before.business === after.business && bySize.indexOf(is) < bySize.indexOf(was)
      ? [`企业规模由${sizes[was]}降为${sizes[is]}`]
      : []),
  ];
}

function sized({ business, headcount, revenueYuan }: RegisteredFacts) {
  return sizeOf({
    id: '',
    kind: 'enterprise',
    name: '',
    region: 0,
    productClasses: [],
    filledPosts: [],
    ...(business === undefined ? {} : { business }),
    ...(headcount === undefined ? {} : { headcount }),
    ...(revenueYuan === undefined ? {} : { revenueYuan }),
  });
}
