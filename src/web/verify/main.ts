import { dayOf } from '#kernel/calendar/plain-date.ts';
import { judgeFound, judgeReceipt } from './answer.ts';
import type { Answer, Measure } from './answer.ts';
import { askedNumber, lookUp } from './lookup.ts';
import type { Line } from './report.ts';
import { keep, openTrust, readPasted, startTrust } from './trust.ts';
import type { Trust } from './trust.ts';

const now = () => new Date().toISOString();
const isFile = location.protocol === 'file:' || document.getElementById('saved') !== null;
let trust: Trust | undefined;

wireReceipt();
wirePolicy();
wireLargeType();
if (isFile) for (const id of ['download-box', 'ways']) element(id).hidden = true;
else void keepPageOffline();
await begin();

async function begin(): Promise<void> {
  const { trust: found, changed } = await startTrust(now);
  setTrust(found);
  if (changed !== undefined) offerChange(changed);
  const asked = askedNumber(location.search);
  if (asked !== undefined) await checkAsked(asked);
}

function wireReceipt(): void {
  const area = element<HTMLTextAreaElement>('receipt');
  element<HTMLFormElement>('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void check(area.value);
  });
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    area.value = await file.text();
    await check(area.value);
  };
  const picker = element<HTMLInputElement>('file');
  picker.addEventListener('change', () => {
    void read(picker.files?.[0]);
    picker.value = '';
  });
  const dropping = (on: boolean) => document.body.classList.toggle('dropping', on);
  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    dropping(true);
  });
  window.addEventListener('dragleave', () => dropping(false));
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    dropping(false);
    void read(event.dataTransfer?.files[0]);
  });
}

async function check(text: string): Promise<void> {
  show(await judgeReceipt(text, measureOf(trust)));
}

/** A paper's code leads here with the number of its entry; the number stays in the address, so asking again is a reload. */
async function checkAsked(entry: string): Promise<void> {
  show({ state: 'wait', headline: '正在查询……', sections: [], notes: [] });
  const found = await lookUp(entry);
  if (found.kind === 'receipt') element<HTMLTextAreaElement>('receipt').value = found.text;
  const answer = await judgeFound(entry, found, measureOf(trust));
  show(answer, answer.state === 'wait' ? again(entry) : undefined);
}

function measureOf(known: Trust | undefined): Measure | undefined {
  if (known === undefined) return undefined;
  const { words } = known;
  const { parties } = known.policy;
  const meanings = words === undefined ? { parties } : { words, parties };
  return { policy: openTrust(known), meanings };
}

function again(entry: string): HTMLElement {
  const button = create('button', '重新查询') as HTMLButtonElement;
  button.type = 'button';
  button.addEventListener('click', () => void checkAsked(entry));
  return button;
}

function show({ state, headline, sections, notes }: Answer, act?: HTMLElement): void {
  const result = element('result');
  if (trust === undefined) element<HTMLDetailsElement>('policy-box').open = true;
  result.className = state;
  const parts = sections.flatMap((section) => [create('h3', section.title), list(section.lines)]);
  const said = notes.map((note) => create('p', note));
  result.replaceChildren(create('h2', headline), ...said, ...(act ? [act] : []), ...parts);
  result.focus();
}

function list(lines: readonly Line[]): HTMLElement {
  const whole = create('dl');
  for (const { label, value } of lines) {
    const row = create('div');
    const content = create('dd');
    content.append(typeof value === 'string' ? value : list(value));
    row.append(create('dt', label), content);
    whole.append(row);
  }
  return whole;
}

function setTrust(found: Trust | undefined): void {
  trust = found;
  const state = element('policy-state');
  element<HTMLTextAreaElement>('policy').value = trust ? JSON.stringify(trust.policy, null, 2) : '';
  if (trust === undefined) {
    state.textContent = '没有';
    return;
  }
  const { log, witnesses, quorum } = trust.policy;
  const from = {
    file: '随本文件保存',
    kept: '本机保存',
    fetched: '本网站提供',
    pasted: '手工填写',
  };
  const day = dayOf(trust.since);
  const name = log.split('+')[0] ?? '';
  state.textContent = `${name}，${witnesses.length}个见证方，至少${quorum}方签名（${from[trust.source]}，${day}）`;
}

function wirePolicy(): void {
  element('policy-use').addEventListener('click', () => {
    const text = element<HTMLTextAreaElement>('policy').value;
    const pasted = readPasted(text, trust?.words, now());
    const error = element('policy-error');
    error.textContent = typeof pasted === 'string' ? pasted : '';
    if (typeof pasted !== 'string') setTrust(keep(pasted));
  });
}

function offerChange(offered: Trust): void {
  const box = element('policy-change');
  const accept = create('button', '改用新策略') as HTMLButtonElement;
  accept.type = 'button';
  accept.addEventListener('click', () => {
    box.hidden = true;
    setTrust(keep(offered));
  });
  const warning =
    '本网站现在提供的信任策略与本机保存的不一致，仍按本机保存的核验。见证方增减属正常，账本公钥变化须向见证方核实。';
  box.replaceChildren(create('p', warning), accept);
  box.hidden = false;
  element<HTMLDetailsElement>('policy-box').open = true;
}

function wireLargeType(): void {
  const button = element('large');
  const set = (large: boolean) => {
    document.documentElement.classList.toggle('large', large);
    button.setAttribute('aria-pressed', String(large));
  };
  button.addEventListener('click', () => {
    set(button.getAttribute('aria-pressed') !== 'true');
  });
  if (new URLSearchParams(location.search).has('large')) set(true);
}

/** From the second visit on the page opens without a network. */
async function keepPageOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/verify/service-worker.js', { scope: '/verify' });
  } catch (error) {
    console.warn('page not kept', error);
  }
}

function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found as T;
}

function create(tag: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
