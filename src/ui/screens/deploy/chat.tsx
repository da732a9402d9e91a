/** A conversation with the served model, over its own HTTP address. Tab asks the base model instead. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { streamChat } from '../../../workflow/chat-client.js';
import { problemView } from '../../../workflow/drive.js';
import type { DeployedModel } from '../../../workflow/types.js';
import { StepFrame } from '../../components/step-frame.js';
import { TextField } from '../../components/text-field.js';
import { fileName } from '../../file-name.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

interface Turn {
  id: number;
  who: 'you' | 'base' | 'tuned';
  name: string;
  text: string;
  failed?: boolean;
}

const TOKEN = { you: 'accent', base: 'base', tuned: 'tuned' } as const;

export function ChatView(props: ScreenProps & { endpoint: string; deployed: DeployedModel; close: () => void }) {
  const { look } = useTheme();
  const { words, columns, rows } = props;
  const [draft, setDraft] = useState('');
  const [base, setBase] = useState(false);
  const model = base ? props.deployed.base : props.deployed.modelId;
  const { turns, busy, send } = useConversation(props, { model, base });
  const keys = [
    { key: 'enter', label: words.keys.send },
    { key: 'tab', label: base ? words.keys.askTuned : words.keys.askBase, run: () => setBase((on) => !on) },
    { key: 'esc', label: words.keys.back, run: props.close },
  ];
  const shown = lastLines(turns, columns - 2, rows - 4);
  return (
    <StepFrame state={props.state} words={words} keys={keys}>
      <Text wrap="truncate-end">
        <Text bold>{`${words.deploy.chatTitle} `}</Text>
        <Text bold {...(base ? look.base : look.tuned)}>
          {`${fileName(model)} (${base ? words.evaluate.base : words.evaluate.tuned})`}
        </Text>
      </Text>
      <Text {...look.muted} wrap="truncate-end">
        {words.deploy.alone}
      </Text>
      <Box flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden" justifyContent="flex-end">
        {shown.map((turn) => (
          <TurnText key={turn.id} turn={turn} waiting={words.deploy.waiting} />
        ))}
      </Box>
      <Box marginTop={1} flexShrink={0}>
        <Text {...look.accent}>{'> '}</Text>
        <TextField
          value={draft}
          focused={!busy}
          placeholder={words.deploy.placeholder}
          onChange={setDraft}
          onSubmit={(text) => {
            if (text.trim() === '' || busy) return;
            setDraft('');
            void send(text);
          }}
        />
      </Box>
    </StepFrame>
  );
}

function TurnText({ turn, waiting }: { turn: Turn; waiting: string }): ReactNode {
  const { look } = useTheme();
  return (
    <Box flexShrink={0}>
      <Text wrap="wrap" {...(turn.failed ? look.bad : {})}>
        <Text bold {...look[TOKEN[turn.who]]}>{`${turn.name}: `}</Text>
        {turn.text === '' ? <Text {...look.muted}>{`${waiting} …`}</Text> : turn.text}
      </Text>
    </Box>
  );
}

interface Conversation {
  turns: readonly Turn[];
  busy: boolean;
  send: (text: string) => Promise<void>;
}

function useConversation(
  { words, lang, endpoint }: ScreenProps & { endpoint: string },
  { model, base }: { model: string; base: boolean },
): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [busy, setBusy] = useState(false);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const send = async (text: string): Promise<void> => {
    setBusy(true);
    setTurns((all) => [
      ...all,
      { id: all.length, who: 'you', name: words.deploy.you, text },
      { id: all.length + 1, who: base ? 'base' : 'tuned', name: fileName(model), text: '' },
    ]);
    try {
      for await (const piece of streamChat(endpoint, model, text)) {
        // A closed chat asks for no more: leaving the loop ends the request.
        if (!open.current) return;
        setTurns((all) => changed(all, (last) => ({ ...last, text: last.text + piece })));
      }
    } catch (error) {
      const { message, next } = problemView(error);
      setTurns((all) => changed(all, (last) => ({ ...last, text: `${message[lang]} ${next[lang]}`, failed: true })));
    }
    setBusy(false);
  };
  return { turns, busy, send };
}

function changed(turns: readonly Turn[], change: (last: Turn) => Turn): Turn[] {
  const last = turns.at(-1);
  return last ? [...turns.slice(0, -1), change(last)] : [];
}

/** The newest turns that fit in `rows`. */
function lastLines(turns: readonly Turn[], columns: number, rows: number): Turn[] {
  const shown: Turn[] = [];
  let left = rows;
  for (const turn of [...turns].reverse()) {
    const lines = `${turn.name}: ${turn.text}`.split('\n');
    left -= lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    if (left < 0 && shown.length > 0) break;
    shown.unshift(turn);
  }
  return shown;
}
