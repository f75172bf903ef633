import { hash } from 'node:crypto';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import type { Telling } from '#trace/epcis/told.ts';
import { Units } from '#trace/epcis/units.ts';
import type { Content } from '#trace/epcis/units.ts';
import type { Tx } from '#db/transaction.ts';
import { receiverOf } from '../../epcis/lots/parties.ts';
import type { Parties } from '../../epcis/lots/parties.ts';
import type { Difference } from '../difference.ts';
import type { TakenRow } from './told-rows.ts';

type Left = readonly (readonly [unit: string, content: Content])[];

/** What lies in the logistic units of all houses, by their events one after the other. */
export class UnitsOfAll {
  readonly #units = new Map<string, Units>();
  readonly #left = new Map<string, Left>();

  /**
   * What lies in the units after an event.
   * @returns why it should not have been taken.
   */
  move(
    row: TakenRow,
    event: EpcisEvent,
    telling: Telling | undefined,
    parties: Parties,
  ): string | undefined {
    if (telling === undefined) return undefined;
    const { organisation_id: organisation, key, event_id: id } = row;
    const units = this.of(organisation);
    const { kind, unit, lots, pieces } = telling;
    const content = { lots, units: telling.units, pieces };
    const receiver = receiverOf(parties, telling.to);
    const to =
      receiver !== undefined && 'organisation' in receiver ? receiver.organisation : undefined;
    if (event.errorDeclaration !== undefined) {
      const left = this.#left.get(`${organisation} ${keyOf(id)}`);
      if (left !== undefined) {
        units.comeBack(left);
        if (to !== undefined) this.#passBack(to, left);
      } else if (unit !== undefined && kind === 'packed') units.unpack(unit, content);
      else if (unit !== undefined && kind === 'unpacked') units.pack(unit, content);
      return undefined;
    }
    if (unit !== undefined && kind === 'packed') return units.pack(unit, content);
    if (unit !== undefined && kind === 'unpacked') units.unpack(unit, content);
    else if (kind === 'shipped' || kind === 'sold' || kind === 'destroyed') {
      const left = units.leave(telling.units);
      if (left.length > 0) this.#left.set(`${organisation} ${key}`, left);
      if (kind === 'shipped' && to !== undefined) this.#pass(to, left);
    }
    return undefined;
  }

  #pass(to: string, left: Left) {
    const theirs = this.of(to);
    for (const [unit, content] of left) {
      const { lots = [], units = [] } = theirs.contentOf(unit) ?? {};
      if (lots.length + units.length === 0) theirs.load(unit, content);
    }
  }

  #passBack(to: string, left: Left) {
    const theirs = this.of(to);
    for (const [unit, content] of left) {
      if (canonical(theirs.contentOf(unit)) === canonical(content)) {
        theirs.load(unit, { lots: [], units: [] });
      }
    }
  }

  of(organisation: string): Units {
    const known = this.#units.get(organisation);
    if (known !== undefined) return known;
    const units = new Units();
    this.#units.set(organisation, units);
    return units;
  }

  /** What lies in every unit in the end, in both directions. */
  async compare(tx: Tx): Promise<Difference | undefined> {
    const rows = await tx.rows<{ organisation_id: string; unit: string; content: Content }>(
      'select organisation_id, unit, content from epcis_unit',
    );
    const stored = new Map<string, string>(
      rows.map((row) => [`${row.organisation_id} ${row.unit}`, canonical(row.content)]),
    );
    const due = new Map<string, string>(
      [...this.#units].flatMap(([organisation, units]) =>
        [...units.all()].map(
          ([unit, content]) => [`${organisation} ${unit}`, canonical(content)] as const,
        ),
      ),
    );
    for (const key of new Set([...stored.keys(), ...due.keys()])) {
      const [organisation = '', unit = ''] = key.split(' ');
      if (stored.get(key) === due.get(key)) continue;
      return {
        check: 'lots',
        table: 'epcis_unit',
        column: 'content',
        organisation,
        zh: `单位${organisation}的包装单元${unit}里的批次与采集的事件不符。`,
        en: `what lies in unit ${unit} of ${organisation} differs from its events`,
      };
    }
    return undefined;
  }
}

function canonical(content: Content | undefined): string {
  return content === undefined ? '' : canonicalJson(JSON.parse(JSON.stringify(content)));
}

/** The key of an event's id. */
export function keyOf(id: string): string {
  return hash('sha256', id).slice(0, 32);
}
