import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { withQuery } from '../api/call.ts';
import { useSettled } from '../pick/settled.ts';

/** What narrows a list, in one line that wraps. */
export function Filters({ children }: { children: ReactNode }) {
  return (
    <div className="filters" role="search">
      {children}
    </div>
  );
}

/** A search box that asks once the typing pauses. */
export function SearchBox({
  value,
  onSearch,
  placeholder,
}: {
  value: string | undefined;
  onSearch: (text: string | undefined) => void;
  placeholder: string;
}) {
  const [typed, setTyped] = useState(value ?? '');
  const settled = useSettled(typed, 300);
  useEffect(() => {
    if (settled.trim() !== (value ?? '')) onSearch(settled.trim() || undefined);
    // Follows what was typed, not what the address already says.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return (
    <Input
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      allowClear
      className="search-box"
    />
  );
}

/** Downloads a list as a spreadsheet, narrowed as it is on the screen. */
export function ExportButton({
  path,
  query = {},
  label = '导出Excel',
}: {
  path: string;
  query?: Readonly<Record<string, string | number | undefined>>;
  label?: string;
}) {
  return (
    <Button href={withQuery(path, query)} download>
      {label}
    </Button>
  );
}
