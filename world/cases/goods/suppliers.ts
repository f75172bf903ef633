import { addDays } from '#kernel/calendar/plain-date.ts';
import type { SupplierFile } from '#law/enterprise/suppliers/papers.ts';
import { demoOrganisation } from '../../firms.ts';
import type { Scene, Story } from '../scene.ts';

type Kind = SupplierFile['papers'][number]['kind'];

/** Who supplies whom with what; papers beside the business licence are those that its goods need. */
const suppliers = [
  ['kangmu', '赣州楠杉人造板有限公司', '胶合板、细木工板', ['production-licence', 'type-report']],
  ['kangmu', '南康龙华木业加工厂', '多层胶合板', []],
  ['muyun', '赣州康沐家具有限公司', '实木餐桌、儿童床', ['type-report']],
  ['baifeng', '宜丰东槎管业有限公司', '燃气软管', ['type-report']],
  ['tongying', '贵溪金沙铜材有限公司', '电工用铜线坯', ['type-report']],
  ['yunshang', '奉新冯川织造有限公司', '针织涤棉面料', ['type-report']],
  ['chengguo', '龙南珑电新能源科技有限公司', '移动电源、电源适配器', ['ccc', 'type-report']],
] as const;

/** A workshop that is new to its buyer: on trial, and refused when its first boards come in too wet. */
const onTrial = '南康龙华木业加工厂';

const numbers: Partial<Record<Kind, string>> = {
  'production-licence': 'XK03-001-00218',
  ccc: '（演示）CCC-0914',
};

/** Files of suppliers with the papers that they showed, before their goods come in. */
export async function* supplierFiles(scene: Scene): Story {
  yield scene.on(0, 11);
  for (const [at, [firm, name, goods, needs]] of suppliers.entries()) {
    const officer = `${firm}.officer`;
    const files = [await scene.paper(officer)];
    const paper = (kind: Kind) => ({
      kind,
      number: numbers[kind] ?? `（演示）${at + 1}-${kind === 'business-licence' ? 'YZ' : 'JB'}`,
      ...(kind === 'business-licence' ? {} : { validUntil: addDays(scene.today, 340 - at * 20) }),
      files,
    });
    await scene.record(officer, 'supplier-file', {
      name,
      address: demoOrganisation(firm).address.slice(0, 6),
      contact: '业务部',
      phone: '0797-00000000',
      goods,
      ...(needs.length === 0 ? {} : { needs }),
      papers: (['business-licence', ...needs] as const).map(paper),
      assessment:
        name === onTrial ? '首次供货，试用三批后再评价。' : '证明齐全，历次进货检验合格。',
      rating: name === onTrial ? 'trial' : 'approved',
      validUntil: addDays(scene.today, 300 - at * 10),
      approvedBy: scene.stage.account(`${firm}.director`),
    });
  }
}
