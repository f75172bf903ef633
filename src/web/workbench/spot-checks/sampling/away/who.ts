import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Me } from '#server/session/present.ts';
import { learnNow } from '../../../../kit/api/clock.ts';
import { offline } from '../../../../kit/api/problem.ts';
import type { Problem } from '../../../../kit/api/problem.ts';
import { useRead } from '../../../../kit/api/read.ts';
import { forgetOther, keepPerson, lastPerson } from './person.ts';
import { isSheet } from './shell.ts';

/** Who is at the page, as far as it is known. */
export interface Who {
  readonly me: Me | undefined;
  readonly problem: Problem | undefined;
  /** The server did not answer: the sheet is opened for whoever prepared it on this device. */
  readonly isAway: boolean;
  readonly again: () => void;
}

/** Asks the server who is signed in; a sheet that was prepared opens without its answer. */
export function useWho(): Who {
  const { value, problem, arrivedMs, again } = useRead<Me>('/api/me');
  const isAtSheet = useLocation({ select: ({ pathname }) => isSheet(pathname) });
  const [kept, setKept] = useState<Me | null>();
  const isUnanswered =
    value === undefined && (problem === undefined ? !navigator.onLine : problem.code === 'offline');
  const isAway = isAtSheet && isUnanswered;
  if (value !== undefined) learnNow(value.now, arrivedMs);

  useEffect(() => {
    if (value === undefined || value.mustDo !== null) return;
    void (isAtSheet ? keepPerson(value) : forgetOther(value.account.id));
  }, [value, isAtSheet]);

  useEffect(() => {
    if (!isAway) return;
    void lastPerson().then((person) => {
      if (person !== undefined) learnNow(new Date(Date.now() + person.aheadMs).toISOString());
      setKept(person?.me ?? null);
    });
  }, [isAway]);

  if (!isAway) return { me: value, problem, isAway, again };
  return { me: kept ?? undefined, problem: kept === null ? unprepared : undefined, isAway, again };
}

const unprepared: Problem = {
  ...offline,
  detail:
    '没有网络，这张抽样单也没有在本机备好，或者登录已经过期。请到有网络的地方登录并打开一次；已填写的内容仍在本机。',
};
