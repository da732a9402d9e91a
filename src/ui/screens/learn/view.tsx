/** The first screen of learning: progress, lessons, what else there is, and a search over all of it. */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { searchLessons } from '../../../learn/lesson/search.js';
import { problemView } from '../../../workflow/drive.js';
import type { ProblemView } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import type { Shelf } from '../../learn-ports.js';
import type { Place } from '../../navigation.js';
import { openOwn } from '../../open-own.js';
import { useStudio } from '../../studio.js';
import { listKeys, searchKeys } from './keys.js';
import { LessonList } from './lesson-list.js';
import { type LearnState, learnStart, reduceLearn } from './reducer.js';
import { SearchPart } from './search-part.js';

const KEPT: KeptStates<LearnState> = new WeakMap();

export function LearnScreen({ search }: { search: boolean }): ReactNode {
  const studio = useStudio();
  const { ports, words, lang, go } = studio;
  const [state, act] = useKeptReducer(KEPT, reduceLearn, { start: () => learnStart(search) });
  const [problem, setProblem] = useState<ProblemView | null>(null);
  useEffect(() => {
    let here = true;
    void ports.learn.shelf().then(
      (shelf) => here && act({ type: 'found', shelf, at: startAt(shelf) }),
      (error) => here && setProblem(problemView(error)),
    );
    return () => {
      here = false;
    };
  }, [ports, act]);
  const { shelf, at } = state;
  const typed = state.search?.text ?? '';
  const hits = useMemo(() => searchLessons(shelf?.lessons ?? [], typed, lang), [shelf, typed, lang]);
  const own = (): void => void openOwn(studio);
  if (shelf !== null && state.search !== null) {
    const keys = searchKeys(words, {
      move: (by) => act({ type: 'move', by, count: hits.length }),
      back: () => act({ type: 'close-search' }),
    });
    const openHit = (): void => {
      const hit = hits[state.search?.at ?? 0];
      if (hit) go({ type: 'open', place: { name: 'lesson', id: hit.lesson.id, section: hit.section.id } });
    };
    return (
      <Frame title={words.app.learn} keys={keys} typing why={{ screen: 'learn' }}>
        <SearchPart
          text={typed}
          at={state.search.at}
          hits={hits}
          type={(text) => act({ type: 'type', text })}
          open={openHit}
        />
      </Frame>
    );
  }
  const places = shelf === null ? [] : placesOf(shelf);
  const keys = listKeys(words, {
    open: () => {
      const place = places[at];
      if (place) go({ type: 'open', place });
    },
    move: (by) => act({ type: 'move', by, count: places.length }),
    search: () => act({ type: 'open-search' }),
    own,
    progress: () => go({ type: 'open', place: { name: 'progress' } }),
    back: () => go({ type: 'back' }),
  });
  return (
    <Frame title={words.app.learn} keys={keys} why={{ screen: 'learn' }}>
      {problem === null ? null : <ProblemBox problem={problem} words={words} lang={lang} />}
      {shelf === null && problem === null ? <Busy what={words.learn.loading} note={null} /> : null}
      {shelf === null ? null : <LessonList shelf={shelf} at={at} />}
    </Frame>
  );
}

const placesOf = ({ lessons, rooms }: Shelf): Place[] => [
  ...lessons.map(({ id }): Place => ({ name: 'lesson', id })),
  ...rooms.map((name): Place => ({ name })),
];

/** The lesson that comes next, else the first. */
function startAt({ lessons, summary }: Shelf): number {
  const id = summary.next.kind === 'lesson' ? summary.next.id : null;
  return Math.max(
    0,
    lessons.findIndex((lesson) => lesson.id === id),
  );
}
