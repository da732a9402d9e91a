/** How many numbers learned, and which. Pure. */
import type { Draft, Maker } from './types.js';
import { choice, count, megabytes, percent, text } from './words.js';

export const parameters: Maker = ({ report }) => {
  const { trainableParameters: learn, totalParameters: all } = report.training;
  const { lora, partial } = report.hyperparameters;
  if (!(learn > 0 && all > 0)) return null;
  switch (report.method) {
    case 'lora':
      return lora === null ? null : ofLora(learn, all, lora.rank, lora.targetModules);
    case 'partial':
      return partial === null ? null : ofPartial(learn, all, partial.lastBlocks);
    case 'full':
      return ofFull(learn);
  }
};

function ofLora(learn: number, all: number, rank: number, modules: readonly string[]): Draft {
  const share = percent(learn / all);
  const named = modules.length > 3 ? `${modules.slice(0, 3).join(', ')}, ...` : modules.join(', ');
  return {
    id: 'lora-parameters',
    theme: 'method',
    telling: 0.45,
    lesson: '03-types#by-hand',
    ask: text(
      `In your run ${count(learn)} of ${count(all)} numbers learned, ${share}. Which ones?`,
      `Tumhare run mein ${count(all)} mein se ${count(learn)} numbers ne seekha, yaani ${share}. Kaun se?`,
    ),
    right: choice(
      text(
        `The matrices A and B of rank ${rank} beside ${named}; the base stays frozen.`,
        `${named} ke saath lage rank ${rank} ke matrices A aur B; base jama rehta hai.`,
      ),
      text(
        `Each chosen layer W becomes W + B·A. Only A and B are trained, so only ${count(learn)} numbers need gradients.`,
        `Har chuni layer W ban jati hai W + B·A. Train sirf A aur B hote hain, isliye gradient sirf ${count(learn)} numbers ko chahiye.`,
      ),
    ),
    wrong: [
      choice(
        text(`The last ${share} of the layers.`, `Aakhri ${share} layers.`),
        text(
          'That would be partial training. LoRA stands beside layers in every block, first to last.',
          'Woh partial training hoti. LoRA pehle se aakhri tak har block ki layers ke saath lagta hai.',
        ),
      ),
      choice(
        text(
          `The ${share} of the base with the largest gradients.`,
          `Base ke woh ${share} jinka gradient sabse bada tha.`,
        ),
        text(
          `No number of the base moved. The ${count(learn)} are new ones, kept in a small file of their own.`,
          `Base ka ek bhi number nahi hila. Yeh ${count(learn)} naye hain, apni chhoti file mein rakhe.`,
        ),
      ),
      choice(
        text('What was left after the others were deleted.', 'Baaki hatane ke baad jo bache.'),
        text(
          `Nothing is deleted: every answer still computes with all ${count(all)} numbers.`,
          `Kuch hataya nahi jata: har jawab ab bhi saare ${count(all)} numbers se banta hai.`,
        ),
      ),
    ],
  };
}

function ofPartial(learn: number, all: number, blocks: number): Draft {
  const share = percent(learn / all);
  return {
    id: 'partial-parameters',
    theme: 'method',
    telling: 0.45,
    lesson: '03-types#map',
    ask: text(
      `In your run ${count(learn)} of ${count(all)} numbers learned, ${share}. Which ones?`,
      `Tumhare run mein ${count(all)} mein se ${count(learn)} numbers ne seekha, yaani ${share}. Kaun se?`,
    ),
    right: choice(
      text(
        blocks === 1 ? 'The last block, near the output.' : `The last ${blocks} blocks, near the output.`,
        blocks === 1 ? 'Aakhri block, output ke paas wala.' : `Aakhri ${blocks} blocks, output ke paas wale.`,
      ),
      text(
        'The early blocks keep what they know of the language; gradients need to go back only to where learning begins.',
        'Shuru ke blocks bhasha ka gyaan waisa hi rakhte hain; gradient ko wahin tak jana padta hai jahan se seekhna shuru hota hai.',
      ),
    ),
    wrong: [
      choice(
        text('Small matrices A and B beside every layer.', 'Har layer ke saath chhote matrices A aur B.'),
        text(
          'That is LoRA. Partial training moves weights of the base itself.',
          'Woh LoRA hai. Partial training base ke apne weights hilati hai.',
        ),
      ),
      choice(
        text('The first blocks, near the words.', 'Pehle blocks, shabdon ke paas wale.'),
        text(
          'Those stay frozen: what they know is needed for any task.',
          'Woh jame rehte hain: unka gyaan har task mein kaam aata hai.',
        ),
      ),
      choice(
        text(`${share} of all layers, picked by chance.`, `Saari layers mein se tukke se chune ${share}.`),
        text(
          'Nothing is left to chance: whole blocks learn, counted from the end.',
          'Tukka kuch nahi: poore blocks seekhte hain, ant se gine hue.',
        ),
      ),
    ],
  };
}

/** Bytes of a float32. */
const FLOAT = 4;

function ofFull(learn: number): Draft {
  const [one, two, four] = [FLOAT * learn, 2 * FLOAT * learn, 4 * FLOAT * learn].map(megabytes);
  return {
    id: 'full-memory',
    theme: 'method',
    telling: 0.45,
    lesson: '12-costs#memory',
    ask: text(
      `All ${count(learn)} numbers learned, 4 bytes each. How much memory does that take, without what the layers keep of a batch?`,
      `Saare ${count(learn)} numbers ne seekha, har ek 4 bytes. Batch ki values chhod kar kitni memory lagti hai?`,
    ),
    right: choice(
      text(`About ${four}`, `Lagbhag ${four}`),
      text(
        `Four numbers for each: weight, gradient, and AdamW's two moments. 16 bytes x ${count(learn)}.`,
        `Har ek ke liye chaar: weight, gradient, aur AdamW ke do moments. 16 bytes x ${count(learn)}.`,
      ),
    ),
    wrong: [
      choice(
        text(`About ${one}`, `Lagbhag ${one}`),
        text(
          'That is the weights alone: enough to answer, not to learn.',
          'Yeh sirf weights hain: jawab dene ko kaafi, seekhne ko nahi.',
        ),
      ),
      choice(
        text(`About ${two}`, `Lagbhag ${two}`),
        text(
          "Weights and gradients. AdamW's two moments for each number are missing.",
          'Weights aur gradients. Har number ke AdamW wale do moments chhoot gaye.',
        ),
      ),
    ],
  };
}

export const doubledRank: Maker = ({ report }) => {
  const { trainableParameters: learn, totalParameters: all } = report.training;
  const { lora } = report.hyperparameters;
  if (report.method !== 'lora' || lora === null || !(learn > 0) || 4 * learn >= all) return null;
  const { rank } = lora;
  return {
    id: 'doubled-rank',
    theme: 'method',
    telling: 0.4,
    lesson: '03-types#by-hand',
    ask: text(
      `With rank ${rank}, ${count(learn)} numbers learned. How many would with rank ${2 * rank}, all else the same?`,
      `Rank ${rank} par ${count(learn)} numbers ne seekha. Baaki sab wahi rahe to rank ${2 * rank} par kitne seekhenge?`,
    ),
    right: choice(
      text(count(2 * learn), count(2 * learn)),
      text(
        'A is rank x inputs and B is outputs x rank: both grow with the rank itself.',
        'A hai rank x inputs aur B hai outputs x rank: dono rank ke saath seedhe badhte hain.',
      ),
    ),
    wrong: [
      choice(
        text(count(4 * learn), count(4 * learn)),
        text(
          'A and B both double, but they are added, not multiplied: twice, not four times.',
          'A aur B dono double hote hain, par judte hain, guna nahi hote: do guna, chaar guna nahi.',
        ),
      ),
      choice(
        text(count(learn), count(learn)),
        text(
          `The product B·A keeps its shape, but its two factors become wider: rank is that width.`,
          `B·A ka shape wahi rehta hai, par uske do factors chaude ho jate hain: rank wahi chaudai hai.`,
        ),
      ),
      choice(
        text(count(all), count(all)),
        text(
          `That is every number of the model; the base stays frozen at any rank.`,
          `Yeh model ke saare numbers hain; rank kuch bhi ho, base jama rehta hai.`,
        ),
      ),
    ],
  };
};
