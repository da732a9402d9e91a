/** From a place on the stack to its screen. */
import type { ReactNode } from 'react';
import type { Place } from './navigation.js';
import { CompareScreen } from './screens/compare/view.js';
import { HomeScreen } from './screens/home/view.js';
import { OptionsScreen } from './screens/options/view.js';
import { SoonScreen } from './screens/soon.js';
import { TuneScreen } from './screens/tune/view.js';

export function ScreenOf({ place }: { place: Place }): ReactNode {
  switch (place.name) {
    case 'home':
      return <HomeScreen />;
    case 'tune':
      return <TuneScreen />;
    case 'settings':
      return <OptionsScreen />;
    case 'compare':
      return <CompareScreen file={place.file ?? null} />;
    case 'jobs':
    case 'chat':
    case 'learn':
      return <SoonScreen name={place.name} />;
  }
}
