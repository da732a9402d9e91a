/** One line of text being typed. Pasted line ends and control characters never reach the value. */
import TextInput from 'ink-text-input';
import { type ReactNode, useRef } from 'react';

export interface TextFieldProps {
  value: string;
  focused: boolean;
  placeholder?: string;
  onChange: (value: string) => void;
  onSubmit: (value: string) => void;
}

export function TextField({ value, focused, placeholder, onChange, onSubmit }: TextFieldProps): ReactNode {
  // Enter may come before the input has heard of the last character; the newest value counts.
  const newest = useRef(value);
  newest.current = value;
  const change = (text: string): void => {
    newest.current = sanitize(text);
    onChange(newest.current);
  };
  return (
    <TextInput
      value={value}
      focus={focused}
      placeholder={placeholder ?? ''}
      onChange={change}
      onSubmit={() => onSubmit(newest.current)}
    />
  );
}

/** Removes control characters (a pasted line end, a stray escape sequence). */
export function sanitize(text: string): string {
  return [...text].filter((character) => (character.codePointAt(0) ?? 0) >= 32 && character !== '\u007f').join('');
}

/** A path as terminals paste it: quotes around it and backslashes before spaces are taken away. */
export function cleanPath(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(['"])(.*)\1$/.exec(trimmed);
  return quoted?.[2] ?? trimmed.replaceAll('\\ ', ' ');
}
