/** A word where a command should stand: said with the command that it was probably meant to be. */
import { Problem } from '../base/error.js';
import { closest } from './closest.js';

export function unknownCommand(word: string, commands: readonly string[]): Problem {
  const meant = closest(word, commands);
  return new Problem({
    code: 'usage',
    message: {
      en: `There is no command ${word}.${meant === null ? '' : ` Did you mean ${meant}?`}`,
      hi: `${word} naam ki koi command nahi hai.${meant === null ? '' : ` Kya aapka matlab ${meant} tha?`}`,
    },
    next:
      meant === null
        ? { en: 'See the commands: vishesh --help', hi: 'Saari commands dekho: vishesh --help' }
        : {
            en: `See how it is used: vishesh ${meant} --help`,
            hi: `Kaise chalti hai, dekho: vishesh ${meant} --help`,
          },
    exitCode: 2,
  });
}
