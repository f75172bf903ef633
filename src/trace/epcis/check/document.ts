import { namesStandard, readContext } from '../context.ts';
import type { Namespaces } from '../context.ts';
import { defect, below, isObject, listOf, objectOf } from './defect.ts';
import type { Check, Defect } from './defect.ts';
import { oneOf, text, time, uri, version } from './values.ts';

/** What stands around the events of a document. */
export interface Envelope {
  readonly type: 'EPCISDocument' | 'EPCISQueryDocument';
  readonly namespaces: Namespaces;
  readonly context: unknown;
  readonly creationDate?: string;
  readonly sender?: string;
  readonly receiver?: string;
}

/** An envelope, or everything that is wrong with it. */
export type CheckedEnvelope =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly defects: readonly Defect[] };

const list: Check = (value) => (Array.isArray(value) ? undefined : defect('应为事件列表'));

const attribute = objectOf({ fields: { id: uri }, required: ['id'], others: 'any' });
const element = objectOf({
  fields: { id: uri, attributes: listOf(attribute), children: listOf(uri) },
  required: ['id'],
  others: 'any',
});
const vocabularyList = listOf(
  objectOf({
    fields: { type: uri, vocabularyElementList: listOf(element) },
    required: ['type'],
    others: 'any',
  }),
);

const header = objectOf({
  fields: { epcisMasterData: objectOf({ fields: { vocabularyList }, others: 'any' }) },
  others: 'extensions',
});

const head = { id: uri, type: () => undefined, schemaVersion: version, creationDate: time };

const documentShape = objectOf({
  fields: {
    ...head,
    '@context': () => undefined,
    instanceIdentifier: text,
    sender: text,
    receiver: text,
    epcisHeader: header,
    epcisBody: objectOf({ fields: { eventList: list }, required: ['eventList'], others: 'any' }),
  },
  required: ['schemaVersion', 'creationDate', 'epcisBody'],
  others: 'extensions',
});

const queryShape = objectOf({
  fields: {
    ...head,
    '@context': () => undefined,
    epcisBody: objectOf({
      fields: {
        queryResults: objectOf({
          fields: {
            queryName: text,
            subscriptionID: text,
            resultsBody: objectOf({
              fields: { eventList: list, vocabularyList },
              required: ['eventList'],
              others: 'extensions',
            }),
          },
          required: ['queryName', 'resultsBody'],
          others: 'extensions',
        }),
      },
      required: ['queryResults'],
      others: 'extensions',
    }),
  },
  required: ['epcisBody'],
  others: 'extensions',
});

const documentType = oneOf(['EPCISDocument', 'EPCISQueryDocument']);

/** Checks everything of a document but its events, whose list may have been taken out. */
export function checkEnvelope(value: unknown): CheckedEnvelope {
  if (!isObject(value)) return { ok: false, defects: [defect('文件应为一个JSON对象')] };
  const type = documentType(value['type']);
  if (type !== undefined) return { ok: false, defects: [below('type', type)] };
  const context = value['@context'];
  if (context === undefined) return { ok: false, defects: [defect('缺少这一项', '@context')] };
  const namespaces = readContext(context);
  if (!namespaces.ok) return { ok: false, defects: [defect(namespaces.sentence, '@context')] };
  if (!namesStandard(context)) {
    return { ok: false, defects: [defect('没有写明EPCIS标准的上下文', '@context')] };
  }
  const shape = value['type'] === 'EPCISDocument' ? documentShape : queryShape;
  const wrong = shape(value);
  if (wrong !== undefined) return { ok: false, defects: [wrong] };
  const { creationDate, sender, receiver } = value as unknown as Envelope;
  return {
    ok: true,
    envelope: {
      type: value['type'] as Envelope['type'],
      namespaces: namespaces.value,
      context,
      ...(creationDate === undefined ? {} : { creationDate }),
      ...(sender === undefined ? {} : { sender }),
      ...(receiver === undefined ? {} : { receiver }),
    },
  };
}
