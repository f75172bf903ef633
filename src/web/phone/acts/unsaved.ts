import type { Draft } from '../day/draft.ts';

const drafts = new Map<string, Draft>();
let changes = 0;

/** Drafts that were changed a moment ago and may not be on the phone's store yet; one per day. */
export const unsaved = {
  /** Grows with every change here: whoever read the store meanwhile reads again. */
  get changes(): number {
    return changes;
  },
  values: (): Iterable<Draft> => drafts.values(),
  /** The draft as it was typed last, where the store may have an older one of the same record. */
  over: (stored: Draft): Draft => {
    const typed = drafts.get(stored.day);
    return typed?.id === stored.id ? typed : stored;
  },
  add(draft: Draft): void {
    changes += 1;
    drafts.set(draft.day, draft);
  },
  /** The store has this very draft. */
  settle(draft: Draft): void {
    changes += 1;
    if (drafts.get(draft.day) === draft) drafts.delete(draft.day);
  },
  drop(day: string): void {
    changes += 1;
    drafts.delete(day);
  },
};
