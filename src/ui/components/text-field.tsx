/**
 * One line of text being typed, with a cursor and the usual editing keys. At rest it is ink-text-input; while typed into, the line is
 * edited here, because that package loses keys that arrive in one turn and takes a pasted line end into the value.
 */
import { Text } from 'ink';
import TextInput from 'ink-text-input';
import { type ReactNode, useRef, useState } from 'react';
import { useKeys, useTyping } from '../keys.js';
import { editLine, type Line } from '../line-edit.js';
import { useTheme } from '../theme/theme-context.js';

export interface TextFieldProps {
  value: string;
  focused: boolean;
  placeholder?: string;
  onChange: (value: string) => void;
  onSubmit: (value: string) => void;
}

export function TextField({ value, focused, placeholder = '', onChange, onSubmit }: TextFieldProps): ReactNode {
  const { look } = useTheme();
  // Enter may come before React has heard of the last character; the newest line counts.
  const newest = useRef<Line>({ text: value, cursor: value.length });
  const [, redraw] = useState(0);
  if (newest.current.text !== value) newest.current = { text: value, cursor: value.length };
  useKeys(focused ? [{ key: 'enter', label: null, run: () => onSubmit(newest.current.text) }] : []);
  useTyping(focused, (press) => {
    const edited = editLine(newest.current, press);
    if (edited.text !== newest.current.text) onChange(edited.text);
    else redraw((n) => n + 1);
    newest.current = edited;
  });
  const { text, cursor } = newest.current;
  // The package's own placeholder is grey, whatever the theme says.
  if (!focused && text === '') return <Text {...look.muted}>{placeholder}</Text>;
  if (!focused) return <TextInput value={text} focus={false} onChange={onChange} />;
  if (text === '') {
    return (
      <Text wrap="truncate-end">
        <Text inverse>{placeholder[0] ?? ' '}</Text>
        <Text {...look.muted}>{placeholder.slice(1)}</Text>
      </Text>
    );
  }
  return (
    <Text>
      {text.slice(0, cursor)}
      <Text inverse>{text[cursor] ?? ' '}</Text>
      {text.slice(cursor + 1)}
    </Text>
  );
}
