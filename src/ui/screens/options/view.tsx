/** Language, looks and prices. Every change holds at once. */
import { Box, Text } from 'ink';
import { type ReactNode, useReducer } from 'react';
import type { Dictionary } from '../../../i18n/index.js';
import { Frame } from '../../components/frame.js';
import { TextField } from '../../components/text-field.js';
import { type Studio, useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { optionsKeys } from './keys.js';
import { LINES, OPTIONS_START, type OptionLine, parsePrice, reduceOptions, turned } from './reducer.js';

export function OptionsScreen(): ReactNode {
  const studio = useStudio();
  const { words, settings, lang, change, go } = studio;
  const { look } = useTheme();
  const [state, act] = useReducer(reduceOptions, OPTIONS_START);
  const line = LINES[state.at] ?? 'lang';
  const keys = optionsKeys(words, state.draft !== null, {
    move: (by) => act({ type: 'move', by }),
    change:
      line === 'home'
        ? null
        : () => {
            if (line === 'price') act({ type: 'edit', text: String(settings.usdPerKwh ?? '') });
            else change(turned(line, settings, lang));
          },
    stop: () => act({ type: 'leave' }),
    back: () => go({ type: 'back' }),
  });
  const keep = (text: string): void => {
    const price = parsePrice(text);
    if (price === undefined) {
      act({ type: 'refuse' });
      return;
    }
    change({ usdPerKwh: price });
    act({ type: 'leave' });
  };
  return (
    <Frame title={words.app.settings} keys={keys} typing={state.draft !== null} why={{ screen: 'settings' }}>
      <Text {...look.muted}>{words.options.saved}</Text>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {LINES.map((one) => (
          <Line key={one} line={one} here={one === line} studio={studio}>
            {one === 'price' && state.draft !== null ? (
              <TextField value={state.draft} focused onChange={(text) => act({ type: 'edit', text })} onSubmit={keep} />
            ) : null}
          </Line>
        ))}
      </Box>
      <Box marginTop={1} flexShrink={0}>
        {state.fault ? (
          <Text {...look.bad}>{words.options.badPrice}</Text>
        ) : (
          <Text {...look.muted} wrap="wrap">
            {words.options[LINE_TEXT[line]]}
          </Text>
        )}
      </Box>
    </Frame>
  );
}

const LINE_TEXT = {
  lang: 'langLine',
  theme: 'themeLine',
  ascii: 'asciiLine',
  motion: 'motionLine',
  price: 'priceLine',
  home: 'homeLine',
} as const satisfies Record<OptionLine, keyof Dictionary['options']>;

const NAME = {
  lang: 'lang',
  theme: 'theme',
  ascii: 'ascii',
  motion: 'motion',
  price: 'price',
  home: 'homeFolder',
} as const satisfies Record<OptionLine, keyof Dictionary['options']>;

interface LineProps {
  line: OptionLine;
  here: boolean;
  studio: Studio;
  /** A field in place of the value. */
  children: ReactNode;
}

function Line({ line, here, studio, children }: LineProps): ReactNode {
  const { look, symbol } = useTheme();
  const { words } = studio;
  return (
    <Box flexShrink={0}>
      <Box flexShrink={0}>
        <Text
          {...(here ? look.accent : {})}
        >{`${here ? symbol.pointer : ' '} ${words.options[NAME[line]].padEnd(22)}`}</Text>
      </Box>
      {children ?? (
        <Text bold={here} wrap="truncate-middle">
          {shownValue(line, studio)}
        </Text>
      )}
    </Box>
  );
}

function shownValue(line: OptionLine, { settings, words, lang, ports }: Studio): string {
  const { options } = words;
  switch (line) {
    case 'lang':
      return lang === 'en' ? 'English' : 'Hinglish';
    case 'theme':
      return options.themes[settings.theme];
    case 'ascii':
      return options.asciis[settings.ascii === null ? 'auto' : settings.ascii ? 'on' : 'off'];
    case 'motion':
      return settings.reducedMotion ? options.on : options.off;
    case 'price':
      return settings.usdPerKwh === null ? options.fromTable : `$${settings.usdPerKwh} ${options.perKwh}`;
    case 'home':
      return ports.home;
  }
}
