/** @jsxImportSource preact */

const paths = {
  camera:
    'M4 8h3l2-3h6l2 3h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zm8 9a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  picture: 'M4 5h16v14H4zM4 16l4-4 4 4 3-3 5 5M15 10h.01',
  check: 'M5 13l4 4L19 7',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  cloud: 'M7 18h10a4 4 0 0 0 0-8 6 6 0 0 0-11.5 1.5A3.5 3.5 0 0 0 7 18z',
  offline: 'M7 18h10a4 4 0 0 0 1-7.9M6 11.3A3.5 3.5 0 0 0 7 18M4 4l16 16M9 6.7A6 6 0 0 1 17.5 9',
  pause: 'M9 6v12M15 6v12',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0',
  large: 'M3 19l5-13 5 13M4.7 15h6.6M15 19l3-8 3 8M16 16.500h4',
  shield: 'M12 3l7 3v6c0 5-3 7.500-7 9-4-1.500-7-4-7-9V6zM9 12l2 2 4-4',
  wrench:
    'M14 7a4 4 0 0 1 5-3l-2.500 2.500 1 2 2 1L22 7a4 4 0 0 1-5.500 4.500L8 20l-3-3 8.500-8.500A4 4 0 0 1 14 7z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof paths;

/** A line icon; what it means stands beside it in words. */
export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      style={{ '--icon': `${size / 16}rem` }}
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** How far something is, as a ring; the numbers stand inside. */
export function Ring({ done, total }: { readonly done: number; readonly total: number }) {
  const share = total === 0 ? 0 : done / total;
  return (
    <svg class="ring" viewBox="0 0 64 64" aria-hidden="true">
      <circle cx="32" cy="32" r="27" />
      <circle
        class="ring-done"
        cx="32"
        cy="32"
        r="27"
        pathLength="1"
        stroke-dasharray={`${share} 1`}
      />
      <text x="32" y="38" text-anchor="middle">
        {done}
        <tspan class="ring-total">/{total}</tspan>
      </text>
    </svg>
  );
}
