/** The app as questions and answers, for screen readers. A key that one language lacks does not compile. */
export const en = {
  plain: {
    home: 'vishesh. What next?',
    number: 'Number:',
    twin: 'In this mode, run',
    step: (at: number, of: number): string => `Step ${at} of ${of}`,
    enterFor: 'Enter for',
    file: 'Path of a file, or the number of a sample; h for home.',
    data: 'Enter continues, r repairs, b goes back, h home.',
    badData: 'Errors must be mended first. r repairs, b goes back, h home.',
    repair: 'y writes a repaired copy with all of them; Enter leaves it.',
    method: 'Enter takes this method, a number another one, b goes back, h home.',
    settings: 'Enter starts the training, a number changes a setting, m measures, b goes back, h home.',
    calculated: 'calculated',
    stopped: 'r resumes it, Enter goes home.',
    to: 'to',
    score: 'Enter deploys, a asks three questions about your run, h home.',
    again: 'r tries again, Enter goes home.',
    message: 'Message, or Enter to end:',
  },
};

export const hi: typeof en = {
  plain: {
    home: 'vishesh. Ab kya karein?',
    number: 'Number:',
    twin: 'Is mode mein yeh chalao:',
    step: (at: number, of: number): string => `Step ${at}, kul ${of}`,
    enterFor: 'Enter dabao to',
    file: 'File ka path, ya sample ka number; h se home.',
    data: 'Enter se aage, r se repair, b se peeche, h se home.',
    badData: 'Pehle errors theek karne honge. r se repair, b se peeche, h se home.',
    repair: 'y se sab repairs ke saath nayi copy banegi; Enter se rehne do.',
    method: 'Enter se yahi tareeka, number se doosra, b se peeche, h se home.',
    settings: 'Enter se training shuru, number se setting badlo, m se naapo, b se peeche, h se home.',
    calculated: 'hisaab se',
    stopped: 'r se phir chalao, Enter se home.',
    to: 'se',
    score: 'Enter se deploy, a se tumhare run par teen sawaal, h se home.',
    again: 'r se phir try karo, Enter se home.',
    message: 'Message likho, ya khatam karne ke liye Enter:',
  },
};
