import { Input } from 'antd';
import { useRef, useState } from 'react';
import { readDay, readTime } from './day-text.ts';
import { fromLocal, toLocal } from './instant.ts';

/**
 * A day: typed in any common way, or picked in the browser's own calendar. What is shown is always `2026-11-23`,
 * whatever language the browser speaks.
 */
export function DateInput({
  label,
  id,
  value,
  onChange,
}: {
  label: string;
  id?: string;
  value?: string;
  onChange?: (day: string | undefined) => void;
}) {
  // What is being typed; the value shows again when the field is left.
  const [typing, setTyping] = useState<string>();
  const picker = useRef<HTMLInputElement>(null);
  const shown = typing ?? value ?? '';

  function settle() {
    if (typing === undefined) return;
    // What can't be read stays as it was typed: the form then says that it is no day.
    onChange?.(readDay(typing) ?? (typing.trim() === '' ? undefined : typing));
    setTyping(undefined);
  }

  return (
    <span className="day-input">
      <Input
        {...(id === undefined ? {} : { id })}
        aria-label={label}
        value={shown}
        placeholder="年-月-日"
        maxLength={11}
        className="num"
        onChange={(event) => {
          setTyping(event.target.value);
          const day = readDay(event.target.value);
          if (day === event.target.value) onChange?.(day);
        }}
        onBlur={settle}
        suffix={
          <button
            type="button"
            className="day-button"
            aria-label={`选择${label}`}
            tabIndex={-1}
            onClick={() => picker.current?.showPicker()}
          >
            <CalendarSign />
          </button>
        }
      />
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        className="day-picker"
        value={readDay(shown) ?? ''}
        onChange={(event) => {
          setTyping(undefined);
          onChange?.(event.target.value || undefined);
        }}
      />
    </span>
  );
}

/** A point in time: a day and a time of day in China. */
export function InstantInput({
  label,
  id,
  value,
  onChange,
}: {
  label: string;
  id?: string;
  value?: string;
  onChange?: (instant: string | undefined) => void;
}) {
  const [given = '', givenTime = ''] = toLocal(value).split('T');
  const [day, setDay] = useState(given);
  const [time, setTime] = useState(givenTime);
  const change = (nextDay: string, nextTime: string) =>
    onChange?.(fromLocal(`${nextDay}T${readTime(nextTime) ?? ''}`));
  return (
    <span className="instant-input">
      <DateInput
        {...(id === undefined ? {} : { id })}
        label={`${label}日期`}
        value={day}
        onChange={(next = '') => {
          setDay(next);
          change(next, time);
        }}
      />
      <Input
        aria-label={`${label}时间`}
        placeholder="时：分"
        className="num time-input"
        maxLength={5}
        value={time}
        onChange={(event) => {
          setTime(event.target.value);
          change(day, event.target.value);
        }}
        onBlur={() => setTime(readTime(time) ?? time)}
      />
    </span>
  );
}

function CalendarSign() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
      <path
        d="M1.5 2.5h11v10h-11zM1.5 5.5h11M4.5 1v3M9.5 1v3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
      />
    </svg>
  );
}
