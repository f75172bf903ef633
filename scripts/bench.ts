/**
 * `npm run bench`: measures what was promised against the real limit of this machine, in one run, and writes the figures
 * to docs/benchmarks.md; `npm run bench ledger act` measures some of it.
 */
import { join } from 'node:path';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { benchAct } from '../bench/act.ts';
import { benchBoard } from '../bench/territory/board.ts';
import { benchCodes } from '../bench/goods/codes.ts';
import { benchCapture } from '../bench/capture/capture.ts';
import { benchDraw } from '../bench/draw.ts';
import { benchLedger } from '../bench/ledger.ts';
import { machine } from '../bench/machine.ts';
import { benchProof } from '../bench/proof.ts';
import { sectionOf, writePart } from '../bench/report.ts';
import type { Findings } from '../bench/report.ts';
import { benchRecall } from '../bench/goods/recall.ts';
import { benchSweep } from '../bench/territory/sweep.ts';
import { benchTodo } from '../bench/territory/todo.ts';
import { startUnderTest } from '../bench/under-test.ts';
import { benchTrace } from '../bench/lots/closure.ts';
import type { UnderTest } from '../bench/under-test.ts';
import { benchWorld } from '../bench/world.ts';

const benchmarks: Readonly<Record<string, (under: UnderTest) => Promise<Findings>>> = {
  ledger: benchLedger,
  act: benchAct,
  world: benchWorld,
  proof: benchProof,
  board: benchBoard,
  todo: benchTodo,
  sweep: benchSweep,
  draw: benchDraw,
  codes: benchCodes,
  capture: benchCapture,
  recall: benchRecall,
  trace: benchTrace,
};

const report = join(import.meta.dirname, '../docs/benchmarks.md');
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  throw new Error(
    `no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}`,
  );
}
for (const name of asked.length === 0 ? Object.keys(benchmarks) : asked) {
  const under = await startUnderTest();
  try {
    console.log(`${name} …`);
    const findings = await benchmarks[name]!(under);
    const section = sectionOf(findings, dayOf(new Date().toISOString()));
    console.log(section);
    const facts = machine(under.databaseVersion).map(([what, value]) => `| ${what} | ${value} |`);
    writePart(report, 'machine', `| machine | |\n| --- | --- |\n${facts.join('\n')}\n`);
    writePart(report, name, section);
  } finally {
    await under.stop();
  }
}
