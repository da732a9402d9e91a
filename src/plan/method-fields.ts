/** The editable settings that only LoRA and partial training have. */
import type { Localized } from '../base/localized.js';
import { type Field, flagField, listField, numberField, setLora, setPartial } from './hyperparameter-field.js';
import { NOTES_LORA } from './hyperparameters.js';
import { LINEAR_MODULES } from './parameters.js';

const text = (en: string, hi: string): Localized => ({ en, hi });

export const methodFields: readonly Field[] = [
  numberField({
    key: 'lora.rank',
    method: 'lora',
    label: text('LoRA rank', 'LoRA rank'),
    why: text(
      'Width of the two small matrices beside each layer: how much can be learned. 8 is plenty for a few hundred rows; memory and file size grow with it.',
      'Har layer ke saath lagi do chhoti matrices ki chaudai: kitna seekh sakte hain. Kuch sau rows ke liye 8 kaafi hai; memory aur file size isse badhte hain.',
    ),
    integer: true,
    min: 1,
    max: 256,
    step: 1,
    default: NOTES_LORA.rank,
    get: (h) => h.lora?.rank ?? NOTES_LORA.rank,
    set: (h, rank) => setLora(h, { rank }),
  }),
  numberField({
    key: 'lora.alpha',
    method: 'lora',
    label: text('LoRA alpha', 'LoRA alpha'),
    why: text(
      'Loudness of what LoRA learned: it is multiplied by alpha / rank. Twice the rank is the usual choice; change the learning rate before you change this.',
      'LoRA ne jo seekha uski aawaz kitni ho: alpha / rank se multiply hota hai. Aam taur par rank ka double; ise badalne se pehle learning rate badal kar dekho.',
    ),
    min: 0.1,
    max: 1024,
    step: 1,
    default: NOTES_LORA.alpha,
    get: (h) => h.lora?.alpha ?? NOTES_LORA.alpha,
    set: (h, alpha) => setLora(h, { alpha }),
  }),
  numberField({
    key: 'lora.dropout',
    method: 'lora',
    label: text('LoRA dropout', 'LoRA dropout'),
    why: text(
      'Share of the inputs to LoRA switched off at random in training, against learning by heart. Short runs seldom need it.',
      'Training mein LoRA ke kitne inputs random tareeke se band kiye jayen, taaki ratta na lage. Chhoti runs mein kam hi zaroorat padti hai.',
    ),
    min: 0,
    max: 0.9,
    step: 0.05,
    default: 0,
    get: (h) => h.lora?.dropout ?? 0,
    set: (h, dropout) => setLora(h, { dropout }),
  }),
  listField({
    key: 'lora.targetModules',
    method: 'lora',
    label: text('LoRA layers', 'LoRA layers'),
    why: text(
      'Linear layers that get a LoRA pair. All seven work best; attention alone (q_proj, v_proj) learns less for the same rank.',
      'Kin linear layers ko LoRA ki jodi milegi. Saaton sabse achha kaam karti hain; sirf attention (q_proj, v_proj) utne hi rank mein kam seekhti hai.',
    ),
    choices: LINEAR_MODULES,
    get: (h) => h.lora?.targetModules ?? [...LINEAR_MODULES],
    set: (h, targetModules) => setLora(h, { targetModules }),
  }),
  flagField({
    key: 'lora.rsLora',
    method: 'lora',
    label: text('Rank-stabilised scaling', 'Rank-stabilised scaling'),
    why: text(
      'Multiplies by alpha / sqrt(rank) instead of alpha / rank, so that ranks of 32 and more do not fade. At rank 8 it makes the effect 2.8 times as strong: lower the rate then.',
      'alpha / rank ki jagah alpha / sqrt(rank) se multiply karta hai, taaki 32 ya zyada rank par asar pheeka na pade. Rank 8 par asar 2.8 guna ho jata hai: tab rate kam karo.',
    ),
    default: false,
    get: (h) => h.lora?.rsLora ?? false,
    set: (h, rsLora) => setLora(h, { rsLora }),
  }),
  numberField({
    key: 'partial.lastBlocks',
    method: 'partial',
    label: text('Trained blocks', 'Trained blocks'),
    why: text(
      'How many of the last blocks learn (with the final norm); the rest stays frozen. More blocks can learn more and need more memory and time.',
      'Aakhri kitne blocks seekhenge (final norm ke saath); baaki frozen rehte hain. Zyada blocks zyada seekh sakte hain, par memory aur time bhi zyada lete hain.',
    ),
    unit: text('blocks', 'blocks'),
    integer: true,
    min: 1,
    max: 256,
    step: 1,
    default: 1,
    get: (h) => h.partial?.lastBlocks ?? 1,
    set: (h, lastBlocks) => setPartial(h, lastBlocks),
  }),
];
