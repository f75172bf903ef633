import type { ReactNode } from 'react';
import { useEffect } from 'react';

/** The head of a page: what it is, what it is for, what can be done here. Names the browser's tab as well. */
export function Page({
  title,
  about,
  acts,
  children,
  narrow = false,
}: {
  title: string;
  about?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  /** For forms and texts, whose lines should not grow too long. */
  narrow?: boolean;
}) {
  useEffect(() => {
    document.title = `${title} · 四方`;
  }, [title]);
  return (
    <article className={narrow ? 'page narrow' : 'page'}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {about !== undefined && <div className="page-about">{about}</div>}
        </div>
        {acts !== undefined && <div className="page-acts">{acts}</div>}
      </header>
      {children}
    </article>
  );
}

/** A part of a page with a heading of its own. */
export function Panel({
  title,
  note,
  acts,
  children,
  flush = false,
}: {
  title?: string;
  note?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
  /** For tables, which reach the edge. */
  flush?: boolean;
}) {
  return (
    <section className={flush ? 'panel flush' : 'panel'}>
      {title !== undefined && (
        <header className="panel-head">
          <h2>{title}</h2>
          {note !== undefined && <span className="panel-note">{note}</span>}
          {acts !== undefined && <span className="panel-acts">{acts}</span>}
        </header>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}

/** Large numbers side by side. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className="figures">{children}</div>;
}

/** One number with what it counts. Red is for what is overdue only. */
export function Figure({
  label,
  value,
  unit,
  note,
  tone,
}: {
  label: string;
  value: ReactNode;
  unit?: string;
  note?: ReactNode;
  tone?: 'alarm' | 'good';
}) {
  return (
    <div className={tone === undefined ? 'figure' : `figure ${tone}`}>
      <span className="figure-label">{label}</span>
      <span className="figure-value num">
        {value}
        {unit !== undefined && <small>{unit}</small>}
      </span>
      {note !== undefined && <span className="figure-note">{note}</span>}
    </div>
  );
}
