/** What the screens beside the eight steps are for. Pure. */
import type { Localized } from '../../base/localized.js';
import type { Explanation } from './explanation.js';

const text = (en: string, hi: string): Localized => ({ en, hi });

export const WHY_SCREENS = [
  'home',
  'base',
  'adapter',
  'jobs',
  'chat',
  'settings',
  'compare',
  'learn',
  'interview',
  'labs',
  'practice',
  'progress',
  'debrief',
] as const;
export type WhyScreen = (typeof WHY_SCREENS)[number];

const SCREENS: Record<WhyScreen, Explanation> = {
  home: {
    title: text('fine-tuning', 'fine-tuning'),
    text: text(
      'A base model has read a lot and is good at nothing in particular. Fine-tuning shows it your rows until it answers the way they do. It happens here on this machine: your file goes nowhere.',
      'Base model ne bahut kuch padha hai par kisi ek kaam mein maahir nahi. Fine-tuning use aapki rows dikhata hai jab tak woh unhi ki tarah jawab na de. Sab isi machine par hota hai: aapki file kahin nahi jati.',
    ),
    lesson: '01-what-is-fine-tuning',
  },
  base: {
    title: text('the base model', 'base model'),
    text: text(
      'The base decides what is there to begin with: the languages, the facts, the speed. A small one trains in minutes and learns one narrow task well; a larger one writes better and needs more memory and time. Begin small: when the data is right, the larger one is one choice away.',
      'Base tay karta hai ki shuruaat mein kya hai: bhasha, facts, speed. Chhota model minton mein train hota hai aur ek chhota kaam achhe se seekhta hai; bada behtar likhta hai par memory aur time zyada leta hai. Chhote se shuru karo: data sahi ho to bada model bas ek choice door hai.',
    ),
    lesson: '04-when-to-use#use',
  },
  adapter: {
    title: text('going on from an adapter', 'adapter se aage'),
    text: text(
      'An adapter is what an earlier LoRA training learned, in a small file beside its base. Training can go on from there instead of from nothing, with new rows for example. Its rank and layers stay as they are, and it fits only the base that it was made on.',
      'Adapter woh hai jo pichhli LoRA training ne seekha, base ke saath ek chhoti file mein. Training zero ke bajaye wahin se aage chal sakti hai, jaise nayi rows ke saath. Uska rank aur layers wahi rahenge, aur woh sirf usi base par lagta hai jis par bana tha.',
    ),
    lesson: '03-types#by-hand',
  },
  jobs: {
    title: text('jobs', 'jobs'),
    text: text(
      'Each training is a job with a folder of its own: its data, settings, log and model. Because everything is written down, a job can be watched, resumed after a crash, compared and repeated. What you delete can be brought back until you leave the screen.',
      'Har training ek job hai jiska apna folder hai: data, settings, log aur model. Sab likha hota hai, isliye job ko dekh sakte ho, crash ke baad phir chala sakte ho, compare aur repeat kar sakte ho. Jo delete karo woh screen chhodne tak wapas aa sakta hai.',
    ),
    lesson: '12-costs#check',
  },
  chat: {
    title: text('the chat', 'chat'),
    text: text(
      'The chat asks the served model over HTTP, as your own program would. The answer is made token by token, each the likeliest after the ones before; nano alone draws forty answers and gives the likeliest whole one. Side by side, base and tuned get the same prompt, the one of the training: what differs is what the training changed.',
      'Chat served model se HTTP par poochta hai, bilkul jaise aapka program poochega. Jawab token by token banta hai, har token pichhle tokens ke baad sabse likely; akela nano chaalis jawab banata hai aur sabse likely poora jawab deta hai. Saath saath poocho to base aur tuned dono ko wahi prompt milta hai jo training mein tha: jo farq dikhe, woh training ne kiya hai.',
    ),
    lesson: '11-deploying#what',
  },
  settings: {
    title: text('the settings', 'settings'),
    text: text(
      'They change how the app looks and speaks, and what an hour of this machine costs. Nothing here changes what a model learns.',
      'Inse app ka look aur bhasha badalti hai, aur is machine ke ek ghante ka kharcha. Model kya seekhta hai, isse kuch nahi badalta.',
    ),
    lesson: null,
  },
  compare: {
    title: text('comparing', 'compare karna'),
    text: text(
      'Two methods can be compared only when everything else is the same: rows, seeds, number of tokens. Then the difference in the score is the method, and the interval says how sure that is.',
      'Do tareeke tabhi compare ho sakte hain jab baaki sab ek jaisa ho: rows, seeds, tokens ki ginti. Tab score ka farq tareeke ka hai, aur interval batata hai ki kitna pakka.',
    ),
    lesson: '07-choosing-a-method#duel',
  },
  learn: {
    title: text('learning', 'seekhna'),
    text: text(
      'Each lesson runs real cells on the real engine: what you see was computed on this machine. Try it first, read then.',
      'Har lesson asli engine par asli cells chalata hai: jo dikhta hai woh isi machine par compute hua. Pehle karke dekho, phir padho.',
    ),
    lesson: '01-what-is-fine-tuning',
  },
  progress: {
    title: text('progress', 'progress'),
    text: text(
      'Days in a row, what was read, run and answered, and where answers went wrong most. What went wrong at the first try is what you do not know yet: that is where an hour is best spent. Everything stands in one file of your home and leaves this machine only if you export it.',
      'Lagataar din, kya padha, chalaya aur jawab diya, aur kahan sabse zyada galti hui. Jo pehli baar mein galat hua wahi abhi nahi aata: ek ghanta wahin sabse kaam ka hai. Sab tumhare home ki ek file mein hai; export karo tabhi is machine se bahar jata hai.',
    ),
    lesson: '14-interview#two-minutes',
  },
  debrief: {
    title: text('questions about your run', 'tumhare run par sawaal'),
    text: text(
      'A number that you have made yourself is remembered better than one from a book. The questions are taken from this run: what stands out in it comes first. Each wrong answer says with your own figures why it is wrong. The first answers count in your progress.',
      'Apna banaya hua number kitaab wale se zyada yaad rehta hai. Sawaal isi run se liye gaye hain: jo sabse alag dikha woh pehle. Har galat jawab tumhare hi numbers se batata hai ki kyun galat hai. Pehla jawab progress mein ginta hai.',
    ),
    lesson: '10-evaluating#real',
  },
  interview: {
    title: text('the interview room', 'interview room'),
    text: text(
      'To say a thing in your own words shows what you know better than to read it again. The score looks for words, so it can be wrong: compare with the model answer yourself. What was hard comes back soon, what was easy in weeks.',
      'Apne shabdon mein bolne se pata chalta hai kya aata hai, dobara padhne se nahi. Score sirf shabd dhoondhta hai, galat bhi ho sakta hai: model answer se khud milao. Jo mushkil laga woh jaldi lautega, jo aasaan tha woh hafton baad.',
    ),
    lesson: '14-interview#scored',
  },
  labs: {
    title: text('the labs', 'labs'),
    text: text(
      'A fault that you have seen once is known at sight the next time. So each lab runs a real training with one fault in it, and the same training without: same rows, same seed. Read a run always in one order: the first ten steps, the gap between training and new rows, the difference from the base, and a few answers with your own eyes.',
      'Jo gadbad ek baar apni aankh se dekhi ho, woh agli baar turant pehchaan mein aa jaati hai. Isliye har lab ek asli training chalati hai jisme ek gadbad hai, aur phir wahi training bina gadbad ke: wahi rows, wahi seed. Run ko hamesha ek hi order mein padho: pehle das steps, training aur nayi rows ka fark, base se fark, aur do-teen jawab apni aankh se.',
    ),
    lesson: '13-common-mistakes#symptoms',
  },
  practice: {
    title: text('the practice task', 'practice task'),
    text: text(
      'This is the whole trade once, on rows that nobody has cleaned for you: data, checks, method, price, and two real trainings beside each other. Programs grade what they can measure; what you explain is held against a rubric of words, so write sentences. A hint costs points because finding it yourself is what stays.',
      'Poora kaam ek baar khud, un rows par jo kisi ne saaf nahi ki: data, checks, method, kharcha, aur do asli training saath mein. Jo naap sakte hain woh programs naapte hain; jo samjhaate ho uska milaan shabdon ki rubric se hota hai, isliye poore vaakya likho. Hint points leta hai, kyunki jo khud dhoondha wahi yaad rehta hai.',
    ),
    lesson: '15-mini-practice#task',
  },
};

export const whyScreen = (name: WhyScreen): Explanation => SCREENS[name];
