/** Why a number on the screen is what it is. Pure. */
import type { Localized } from '../../base/localized.js';
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../../i18n/units.js';
import type { WorkflowState } from '../../workflow/machine.js';
import type { Explanation } from './explanation.js';

const text = (en: string, hi: string): Localized => ({ en, hi });

/** Null for a number that nothing is known about yet. */
export function whyNumber(name: string, { planned, prepared }: WorkflowState): Explanation | null {
  if (!planned || !prepared) return null;
  const { estimate, hyperparameters } = planned.plan;
  switch (name) {
    case 'memory':
      return {
        title: text('the memory', 'memory'),
        text: text(
          `The weights, then what learns a second time as gradient and twice more as AdamW's moments, then what the layers keep of the longest batch for the way back. Here ${formatCount(estimate.trainableParameters)} numbers learn, beside ${formatCount(estimate.totalParameters)} in all: ${formatBytes(estimate.memoryBytes)}, of ${formatBytes(planned.hardware.freeMemoryBytes)} that are free. A fifth of it is kept in hand.`,
          `Pehle weights, phir jo seekhta hai uska gradient aur AdamW ke do moments, phir sabse lambe batch ki woh values jo wapas aane ke liye rakhni padti hain. Yahan kul ${formatCount(estimate.totalParameters)} mein se ${formatCount(estimate.trainableParameters)} numbers seekhte hain: ${formatBytes(estimate.memoryBytes)}, khaali hai ${formatBytes(planned.hardware.freeMemoryBytes)}. Paanchva hissa haath mein rakha jata hai.`,
        ),
        lesson: '12-costs',
      };
    case 'time':
      return {
        title: text('the time', 'samay'),
        text: text(
          `About 6 floating-point operations for each parameter that learns and each token, less for frozen ones, divided by what this machine does in a second. ${formatCount(estimate.trainTokens)} tokens here take about ${formatSeconds(estimate.seconds)}, ${estimate.measured ? 'measured by three real steps' : 'calculated; m measures it with three real steps'}.`,
          `Har seekhne wale parameter aur har token par lagbhag 6 floating-point operations, frozen par kam, aur is machine ki ek second ki speed se bhaag. Yahan ${formatCount(estimate.trainTokens)} tokens ko lagbhag ${formatSeconds(estimate.seconds)} lagenge, ${estimate.measured ? 'teen asli steps se naapa hua' : 'hisaab se; m dabao to teen asli steps se naapenge'}.`,
        ),
        lesson: '12-costs',
      };
    case 'cost':
      return {
        title: text('the cost', 'kharcha'),
        text: text(
          `Electricity: hours times kilowatts times your rate, ${formatUsd(estimate.costUsd.local ?? 0)} here. Hosted: tokens of all ${hyperparameters.epochs} epochs times the list price per million. The rate stands in the settings.`,
          `Bijli: ghante guna kilowatt guna aapka rate, yahan ${formatUsd(estimate.costUsd.local ?? 0)}. Hosted: saare ${hyperparameters.epochs} epochs ke tokens guna per million ki list price. Rate settings mein hai.`,
        ),
        lesson: '12-costs',
      };
    default:
      return null;
  }
}
