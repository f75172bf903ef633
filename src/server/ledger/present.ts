import type { Definition } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Form } from '#kernel/field.ts';
import type { Law } from '#kernel/law.ts';
import { parties, posts } from '#kernel/party.ts';
import type { Party } from '#kernel/party.ts';

/** Whom a receipt of this log is checked against, as JSON: what `parsePolicy` reads, with parties beside it. */
export interface PolicyFile {
  readonly log: string;
  readonly witnesses: readonly string[];
  readonly quorum: number;
  /** Which party each witness stands for, by its name; for display. */
  readonly parties: Readonly<Record<string, Party>>;
}

/** What anybody may know of an entry by its number: whether it stands in the log, provably, and not what it says. */
export type LoggedEntry =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'logged';
      /** Salted hash of the entry, lower-case hex. */
      readonly contentHash: string;
      /** A tlog-proof without `extra`. */
      readonly proof: string;
    };

/** How a field of an entry is called, and what its keys mean. */
export interface FieldWords {
  readonly label: string;
  readonly unit?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, FieldWords>>;
}

/** What the ids in an entry mean in Chinese. Not part of what a receipt proves, only of how it is shown. */
export interface Words {
  readonly posts: Readonly<Record<string, string>>;
  readonly parties: Readonly<Record<string, string>>;
  readonly definitions: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly acts: Readonly<
          Record<
            string,
            { readonly title: string; readonly fields: Readonly<Record<string, FieldWords>> }
          >
        >;
      }
    >
  >;
}

/** Collects the words of the latest version of each definition. */
export function wordsOf(law: Law): Words {
  const latest = law.definitions.toSorted((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1));
  return {
    posts,
    parties,
    definitions: Object.fromEntries(
      latest.map((definition) => [
        definition.id,
        { title: definition.title, acts: actsOf(definition) },
      ]),
    ),
  };
}

function actsOf(definition: Definition): Words['definitions'][string]['acts'] {
  if (definition.kind !== 'procedure') {
    const fields = wordsOfForm(definition.form);
    return { record: { title: '记录', fields }, amend: { title: '更正', fields } };
  }
  return Object.fromEntries(
    Object.entries(definition.acts).map(([id, act]) => [
      id,
      { title: act.title, fields: wordsOfForm(act.form) },
    ]),
  );
}

function wordsOfForm(form: Form): Record<string, FieldWords> {
  return namesOf(describeForm(form));
}

function namesOf(fields: readonly FieldDescription[]): Record<string, FieldWords> {
  return Object.fromEntries(
    fields.map(({ name, label, unit, options, fields: inner }) => [
      name,
      {
        label,
        ...(unit === undefined ? {} : { unit }),
        ...(options === undefined ? {} : { options }),
        ...(inner === undefined ? {} : { fields: namesOf(inner) }),
      },
    ]),
  );
}
