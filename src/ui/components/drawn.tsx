import { Text } from 'ink';
import { type ReactNode, useContext, useEffect, useInsertionEffect, useState } from 'react';
import { type DrawnLines, DrawnLinesContext, standIns } from '../drawn-lines.js';

export interface DrawnProps {
  /** With their colours. Nothing may stand to their right. */
  lines: readonly string[];
}

/** A chart or a rule: as fast as if it were not there, however many characters it has. */
export function Drawn({ lines }: DrawnProps): ReactNode {
  const drawn = useContext(DrawnLinesContext);
  return drawn === null ? <Text>{lines.join('\n')}</Text> : <StandIns drawn={drawn} lines={lines} />;
}

function StandIns({ drawn, lines }: DrawnProps & { drawn: DrawnLines }): ReactNode {
  const [drawing] = useState(() => drawn.begin());
  useEffect(() => () => drawn.end(drawing), [drawn, drawing]);
  // Before Ink writes the frame, which it does before layout effects.
  useInsertionEffect(() => drawn.draw(drawing, lines), [drawn, drawing, lines]);
  return <Text>{standIns(drawing, lines.length).join('\n')}</Text>;
}
