/** @jsxImportSource preact */
import { useId } from 'preact/hooks';

/** What a text field needs. */
interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly max: number;
  readonly rows?: number;
  readonly hint?: string;
  /** Shown in red under the field. */
  readonly gap?: string | undefined;
  readonly optional?: boolean;
  /** Phrases that are put in at a tap: typing on a phone is slow. */
  readonly phrases?: readonly string[];
}

/** A text of one or several lines with phrases to tap. */
export function TextField(props: TextProps) {
  const { label, value, onInput, max, rows, hint, gap, optional, phrases = [] } = props;
  const id = useId();
  const common = {
    id,
    value,
    maxLength: max,
    placeholder: hint,
    'aria-invalid': gap !== undefined,
    'aria-describedby': gap === undefined ? undefined : `${id}-gap`,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  };
  const add = (phrase: string) => {
    const before = value.trim();
    if (before.includes(phrase)) return;
    onInput(before === '' ? phrase : `${before.replace(/[，。；]$/, '')}，${phrase}`);
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="optional">选填</span>}
      </label>
      {rows === undefined ? (
        <input type="text" {...common} />
      ) : (
        <textarea rows={rows} {...common} />
      )}
      {phrases.length > 0 && (
        <div class="phrases" role="group" aria-label={`${label}常用语`}>
          {phrases.map((phrase) => (
            <button type="button" key={phrase} class="phrase" onClick={() => add(phrase)}>
              {phrase}
            </button>
          ))}
        </div>
      )}
      {gap !== undefined && (
        <p class="gap" id={`${id}-gap`}>
          {gap}
        </p>
      )}
    </div>
  );
}

/** One of a few answers. */
interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: Readonly<Record<K, string>>;
  readonly value: K | undefined;
  /** Called also when the chosen answer is tapped again; `isTap` is false for arrow keys. */
  readonly onChoose: (value: K, isTap: boolean) => void;
}

/** A row of large buttons of which one is chosen; to screen readers a group of radio buttons. */
export function Choice<K extends string>(props: ChoiceProps<K>) {
  const { label, name, options, value, onChoose } = props;
  return (
    <div class="choice" role="radiogroup" aria-label={label}>
      {(Object.entries(options) as [K, string][]).map(([key, title]) => (
        <label key={key} class={`choice-one choice-${key}`}>
          <input
            type="radio"
            name={name}
            checked={value === key}
            onClick={(event) => onChoose(key, event.detail > 0)}
          />
          <span>{title}</span>
        </label>
      ))}
    </div>
  );
}
