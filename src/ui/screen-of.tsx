/** From a place on the stack to its screen. */
import type { ReactNode } from 'react';
import { METHODS } from '../plan/types.js';
import { VisitContext } from './hooks/use-kept-reducer.js';
import type { Place } from './navigation.js';
import { ChatScreen } from './screens/chat/view.js';
import { CompareScreen } from './screens/compare/view.js';
import { DebriefScreen } from './screens/debrief/view.js';
import { HomeScreen } from './screens/home/view.js';
import { InterviewScreen } from './screens/interview/view.js';
import { JobsScreen } from './screens/jobs/view.js';
import { LabsScreen } from './screens/labs/labs-view.js';
import { LearnScreen } from './screens/learn/view.js';
import { LessonScreen } from './screens/lesson/view.js';
import { OptionsScreen } from './screens/options/view.js';
import { PracticeScreen } from './screens/practice/view.js';
import { ProgressScreen } from './screens/progress/view.js';
import { TuneScreen } from './screens/tune/view.js';

export function ScreenOf({ place }: { place: Place }): ReactNode {
  return (
    <VisitContext.Provider value={place}>
      <Screen place={place} />
    </VisitContext.Provider>
  );
}

function Screen({ place }: { place: Place }): ReactNode {
  switch (place.name) {
    case 'home':
      return <HomeScreen />;
    case 'tune':
      return <TuneScreen />;
    case 'settings':
      return <OptionsScreen />;
    case 'compare':
      return <CompareScreen file={place.file ?? null} methods={place.methods ?? METHODS} />;
    case 'jobs':
      return <JobsScreen />;
    case 'chat':
      return <ChatScreen model={place.model ?? null} />;
    case 'learn':
      return <LearnScreen search={place.search ?? false} />;
    case 'lesson':
      return <LessonScreen key={place.id} id={place.id} section={place.section ?? null} />;
    case 'interview':
      return <InterviewScreen />;
    case 'progress':
      return <ProgressScreen />;
    case 'debrief':
      return <DebriefScreen key={place.jobId} jobId={place.jobId} />;
    case 'labs':
      return <LabsScreen lab={place.lab ?? null} pointAt={place.at ?? null} />;
    case 'practice':
      return <PracticeScreen />;
  }
}
