import { Select } from 'antd';
import type { SelectProps } from 'antd';
import type { KeyboardEvent } from 'react';

/**
 * Picks several of a list. The library's own lets Tab toggle the option that happens to be highlighted, so that whoever
 * leaves the field picks something that he never chose; here only Enter and a click choose.
 */
export function MultiSelect<O extends Option = Option>(
  props: Omit<SelectProps<string[], O>, 'mode' | 'onInputKeyDown'>,
) {
  return <Select<string[], O> {...props} mode="multiple" onInputKeyDown={leave} />;
}

type Option = NonNullable<SelectProps['options']>[number];

/** Keeps the Tab key from the list of options; the browser still moves on, and the list closes with the focus gone. */
function leave(event: KeyboardEvent) {
  if (event.key === 'Tab') event.stopPropagation();
}
