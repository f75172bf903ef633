import { demoOrganisation } from '../firms.ts';
import type { Matter, Scene, Story } from './scene.ts';

/** What is referred by whom to which police. */
interface Case {
  /** Login up to the number of the officer, e.g. `regulator-ganzhou.case`. */
  readonly officer: string;
  readonly office: string;
  readonly police: string;
  readonly number: string;
  readonly caseName: string;
  readonly suspect: string;
  readonly offence: 'fake-goods' | 'unsafe-goods' | 'trademark';
  readonly sales: string;
  readonly facts: string;
}

/** A den of false paint: the police file the case, goods and papers are handed over. */
export async function* falsePaint(scene: Scene): Story {
  yield scene.on(2, 11);
  const own: Case = {
    officer: 'regulator-ganzhou.case',
    office: 'regulator-ganzhou',
    police: 'police-ganzhou',
    number: '0011',
    caseName: '章贡区某仓库销售假冒品牌内墙涂料案',
    suspect: '某仓库经营者',
    offence: 'trademark',
    sales: '263400.00',
    facts: '现场查获假冒注册商标内墙涂料四百二十桶和空桶、商标标识，销售台账显示金额二十六万余元。',
  };
  const matter = await opened(scene, own);
  yield scene.on(4, 11);
  await reported(scene, matter, own);
  yield scene.on(5, 11);
  await transferred(scene, matter, own);
  yield scene.on(6, 11);
  await acknowledged(scene, matter, own);
  yield scene.on(7, 14);
  await filed(scene, matter, own);
  yield scene.on(9, 11);
  await matter.does('police-ganzhou.officer2', 'confirmHandover', { complete: true });
}

/** Helmets below the standard: after filing the police find the matter too slight and send it back. */
export async function* weakHelmets(scene: Scene): Story {
  yield scene.on(1, 11);
  const own: Case = {
    officer: 'regulator-nanchang.case',
    office: 'regulator-nanchang',
    police: 'police-nanchang',
    number: '0027',
    caseName: '青山湖区某商行销售不合格骑行头盔案',
    suspect: '某商行负责人',
    offence: 'unsafe-goods',
    sales: '58200.00',
    facts: '电动自行车乘员头盔碰撞能量吸收不合格，已售三百余顶，销售金额五万八千余元。',
  };
  const matter = await opened(scene, own);
  yield scene.on(3, 11);
  await reported(scene, matter, own);
  yield scene.on(4, 11);
  await transferred(scene, matter, own);
  yield scene.on(5, 11);
  await acknowledged(scene, matter, own);
  yield scene.on(6, 14);
  await filed(scene, matter, own);
  yield scene.on(9, 15);
  await matter.does('police-nanchang.officer', 'sendBack', {
    ground: 'slight',
    reason: '经侦查，部分退货已冲减销售金额，危害后果显著轻微，不需要追究刑事责任。',
    papers: [await scene.paper('police-nanchang.officer')],
  });
}

/** Rebar with false test reports on a building site: the police decide within three days whether to file. */
export async function* falseRebar(scene: Scene): Story {
  yield scene.on(-6, 11);
  const own: Case = {
    officer: 'housing-ganzhou.officer',
    office: 'housing-ganzhou',
    police: 'police-ganzhou',
    number: '0003',
    caseName: '某安置房工地使用伪造检验报告钢筋案',
    suspect: '某建材供应商',
    offence: 'fake-goods',
    sales: '412000.00',
    facts: '进场钢筋四十余吨所附检验报告编号查无记录，见证取样复检屈服强度不合格。',
  };
  const matter = await opened(scene, own);
  yield scene.on(-4, 11);
  await reported(scene, matter, own);
  yield scene.on(-2, 11);
  await transferred(scene, matter, own);
  yield scene.on(-1, 15);
  await acknowledged(scene, matter, own);
}

async function opened(scene: Scene, own: Case): Promise<Matter> {
  const { officer, caseName, suspect, offence, sales, facts } = own;
  const team = [scene.stage.account(officer), scene.stage.account(`${officer}2`)];
  const input = { caseName, suspect, offence, sales, facts, team };
  return scene.opens(officer, 'crime-referral', 'open', input);
}

/** The second of the team reports to the leader. */
async function reported(scene: Scene, matter: Matter, { officer }: Case): Promise<void> {
  const login = `${officer}2`;
  await matter.does(login, 'report', {
    findings: '已核实进销货单据、资金往来和检验结论，销售金额达到追诉标准。',
    opinion: '涉嫌犯罪，建议移送公安机关。',
    evidence: [await scene.paper(login)],
  });
}

async function transferred(scene: Scene, matter: Matter, own: Case): Promise<void> {
  await matter.does(`${own.office}.leader`, 'decide', { decision: 'approved' });
  const paper = async () => [await scene.paper(own.officer)];
  await matter.does(own.officer, 'transfer', {
    police: scene.stage.organisation(own.police),
    letterNumber: `（演示）移送${scene.year}-${own.number}号`,
    letter: await paper(),
    investigation: await paper(),
    inventory: await paper(),
    testReports: await paper(),
    others: [],
  });
}

async function acknowledged(scene: Scene, matter: Matter, { police, number }: Case) {
  const login = `${police}.officer`;
  await matter.does(login, 'acknowledge', {
    receiptNumber: `${demoOrganisation(police).name}回执${number}号`,
    competent: 'yes',
    signedBy: scene.stage.account(login),
  });
}

/** The police file; the office signs the notice and hands over goods and papers. */
async function filed(scene: Scene, matter: Matter, own: Case): Promise<void> {
  await matter.does(`${own.police}.officer`, 'decideFiling', {
    decision: 'filed',
    noticeNumber: `（演示）立案${scene.year}-${own.number}号`,
    papersReturned: false,
  });
  const notice = [await scene.paper(own.officer)];
  await matter.does(own.officer, 'receiveFiling', { receivedOn: scene.today, notice });
  await matter.does(own.officer, 'handOver', {
    items: [{ name: '涉案产品', quantity: 420, unit: '件' }],
    papers: '案卷三册，账册、标识和照片见清单。',
    record: [await scene.paper(own.officer)],
  });
}
