/** Several methods on one data set: which file, which methods, then the comparison itself. It goes on while other screens are open. */
import { type ReactNode, useEffect, useReducer } from 'react';
import { METHODS, type Method } from '../../../plan/types.js';
import { DEFAULT_CHOICES } from '../../../workflow/drive.js';
import { droppedPath } from '../../dropped-path.js';
import { useBases } from '../../hooks/use-bases.js';
import { useComparer } from '../../hooks/use-comparer.js';
import { type Studio, useStudio } from '../../studio.js';
import { FilePart } from './file-part.js';
import { fileKeys, methodsKeys } from './keys.js';
import { MethodsPart } from './methods-part.js';
import { Outcome } from './outcome.js';
import { type CompareState, compareStart, type FileItem, fileItems, reduceCompare } from './reducer.js';

/** `file`: given where the screen was opened from a workflow, whose corrections of task and columns then hold. `methods`: taken at first. */
export function CompareScreen({ file, methods }: { file: string | null; methods: readonly Method[] }): ReactNode {
  const studio = useStudio();
  const { words, ports, go, driver } = studio;
  const { comparer } = ports;
  const view = useComparer(comparer);
  const [state, act] = useReducer(reduceCompare, { file, methods, base: driver.state.choices.base }, compareStart);
  const bases = useBases(ports);
  useEffect(() => {
    // Opened for a file of its own, a comparison that has ended is no longer what is wanted.
    if (file !== null && comparer.view.stage === 'ended') comparer.reset();
  }, [file, comparer]);
  useEffect(() => {
    let here = true;
    void ports.comparisons().then(
      (earlier) => here && act({ type: 'found-earlier', earlier }),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [ports]);
  const back = (): void => go({ type: 'back' });
  // A file that could not be compared is asked for again.
  const failed = file === null && view.stage === 'ended' && view.comparison === null;
  const anotherFile = (): void => {
    comparer.reset();
    act({ type: 'choose-file' });
  };
  if (view.stage !== 'idle') return <Outcome view={view} state={state} act={act} back={failed ? anotherFile : back} />;
  if (state.part === 'file') {
    const items = fileItems(state, ports.samples);
    const item = items[state.at - 1] ?? null;
    const take = (path: string): void => {
      if (path !== '') act({ type: 'take-file', file: path });
    };
    const open = (one: FileItem): void =>
      one.kind === 'sample' ? take(one.path) : comparer.show(one.comparison.comparisonId);
    const keys = fileKeys(words, {
      open: item && (() => open(item)),
      complete: () =>
        void ports.completePath(state.path).then((found) => act({ type: 'completed', typed: state.path, ...found })),
      move: (by) => act({ type: 'move', by, last: items.length }),
      back,
    });
    return (
      <FilePart
        state={state}
        items={items}
        keys={keys}
        type={(path) => act({ type: 'type', path })}
        take={(text) => take(droppedPath(text))}
      />
    );
  }
  // One that is not here is fetched when the comparison begins; the line of the base says so.
  const others = bases.map(({ id }) => id);
  const keys = methodsKeys(words, {
    start: () => (state.methods.length < 2 ? act({ type: 'refuse' }) : comparer.start(choicesOf(state, studio))),
    toggle: () => act({ type: 'toggle', method: METHODS[state.at] ?? 'full' }),
    otherBase: others.some((id) => id !== state.base)
      ? () => act({ type: 'base', base: others[(others.indexOf(state.base) + 1) % others.length] ?? state.base })
      : null,
    move: (by) => act({ type: 'move', by, last: METHODS.length - 1 }),
    back: () => (file === null ? act({ type: 'choose-file' }) : back()),
  });
  return <MethodsPart state={state} bases={bases} keys={keys} />;
}

/** What the workflow knows of the same file holds here, too. */
function choicesOf({ file, base, methods }: CompareState, { driver }: Studio) {
  const { choices } = driver.state;
  const same = choices.file === file;
  return {
    file,
    base,
    methods,
    task: same ? choices.task : null,
    columns: same ? choices.columns : null,
    hyperparameters: {},
    rates: {},
    seed: same ? choices.seed : DEFAULT_CHOICES.seed,
  };
}
