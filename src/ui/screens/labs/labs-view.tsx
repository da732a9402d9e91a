/** The sabotage labs: the list of the seven, or the one that is open. */
import { type ReactNode, useEffect, useState } from 'react';
import { problemView } from '../../../workflow/drive.js';
import type { ProblemView } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import type { OpenedLabs } from '../../lab-ports.js';
import { useStudio } from '../../studio.js';
import { LabListView } from './list-view.js';
import { LabView } from './view.js';

export interface LabsScreenProps {
  /** The id of the lab that is open; null for the list. */
  lab: string | null;
  /** The id of the lab that the list points at. */
  pointAt: string | null;
}

export function LabsScreen({ lab: id, pointAt }: LabsScreenProps): ReactNode {
  const { ports, words, lang, go } = useStudio();
  const [opened, setOpened] = useState<OpenedLabs | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  // Read anew for the list: a lab may have been named or healed since.
  const listed = id === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let here = true;
    void ports.labs.open().then(
      (found) => here && setOpened(found),
      (error) => here && setProblem(problemView(error)),
    );
    return () => {
      here = false;
    };
  }, [ports, listed]);
  const lab = opened?.labs.find((one) => one.id === id);
  if (opened !== null && lab !== undefined)
    return <LabView key={lab.id} lab={lab} next={nextOf(opened, lab.id)} seed={opened.seed} />;
  if (opened !== null) return <LabListView key={pointAt} opened={opened} pointAt={pointAt} />;
  const keys = [{ key: 'esc', label: words.keys.back, run: () => go({ type: 'back' }) }];
  return (
    <Frame title={words.labs.title} keys={keys} why={{ screen: 'labs' }}>
      {problem === null ? (
        <Busy what={words.labs.loading} note={null} />
      ) : (
        <ProblemBox problem={problem} words={words} lang={lang} />
      )}
    </Frame>
  );
}

function nextOf({ labs }: OpenedLabs, id: string): string | null {
  return labs[labs.findIndex((lab) => lab.id === id) + 1]?.id ?? null;
}
