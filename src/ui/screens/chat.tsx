/** A conversation with the served model, over its own HTTP address. Tab asks the base model instead. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import { streamChat } from '../../workflow/chat-client.js';
import { bodyRows, Frame } from '../components/frame.js';
import { TextField } from '../components/text-field.js';
import { useKeys } from '../keys.js';
import { color } from '../theme.js';
import type { ScreenProps } from './screen.js';

interface Turn {
  id: number;
  who: string;
  text: string;
  failed?: boolean;
}

export function ChatView(props: ScreenProps & { endpoint: string; modelId: string; close: () => void }): ReactNode {
  const { words, state, endpoint, modelId, columns, rows } = props;
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [draft, setDraft] = useState('');
  const [busy, setBusy] = useState(false);
  const [base, setBase] = useState(false);
  const model = base ? state.choices.base : modelId;
  const keys = [
    { key: 'enter', label: words.keys.send, run: () => {} },
    { key: 'tab', label: words.keys.other, run: () => setBase((on) => !on) },
    { key: 'esc', label: words.keys.back, run: props.close },
  ];
  useKeys(keys);
  const send = async (text: string): Promise<void> => {
    if (text.trim() === '' || busy) return;
    setDraft('');
    setBusy(true);
    setTurns((all) => [
      ...all,
      { id: all.length, who: words.deploy.you, text },
      { id: all.length + 1, who: model, text: '' },
    ]);
    try {
      for await (const piece of streamChat(endpoint, model, text)) setTurns((all) => grown(all, piece));
    } catch (error) {
      setTurns((all) => [
        ...all.slice(0, -1),
        { id: all.length - 1, who: model, text: error instanceof Error ? error.message : String(error), failed: true },
      ]);
    }
    setBusy(false);
  };
  const shown = lastLines(turns, columns - 4, bodyRows(rows) - 4);
  return (
    <Frame words={words} step="deploy" context={props.context} keys={keys}>
      <Text bold>{`${words.deploy.chatTitle} ${model}`}</Text>
      <Box flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden" justifyContent="flex-end">
        {shown.map((turn) => (
          <Text key={turn.id} wrap="wrap" color={turn.failed ? color.bad : undefined}>
            <Text bold color={turn.who === words.deploy.you ? color.accent : color.tuned}>{`${turn.who}: `}</Text>
            {turn.text}
          </Text>
        ))}
      </Box>
      <Box flexShrink={0}>
        <Text color={color.accent}>{'> '}</Text>
        <TextField
          value={draft}
          focused={!busy}
          placeholder={words.deploy.placeholder}
          onChange={setDraft}
          onSubmit={(text) => void send(text)}
        />
      </Box>
    </Frame>
  );
}

function grown(turns: readonly Turn[], piece: string): Turn[] {
  const last = turns.at(-1);
  return last ? [...turns.slice(0, -1), { ...last, text: last.text + piece }] : [];
}

/** The newest turns that fit in `rows`. */
function lastLines(turns: readonly Turn[], columns: number, rows: number): Turn[] {
  const shown: Turn[] = [];
  let left = rows;
  for (const turn of [...turns].reverse()) {
    left -= turn.text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length + turn.who.length + 2) / columns)), 0);
    if (left < 0 && shown.length > 0) break;
    shown.unshift(turn);
  }
  return shown;
}
