import type { ReactNode } from 'react';

/** What is known of one thing: titles with their values, in order. */
export function FactList({ facts }: { facts: readonly (readonly [title: string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
