/** A program of its own that learns: `HOME NAME COUNT`. */
import { saveLearned } from '../../src/learn/progress/store.js';

const [home = '', name = '', count = '0'] = process.argv.slice(2);
for (let i = 0; i < Number(count); i++) await saveLearned(home, { type: 'lab-named', lab: `${name}-${i}` });
