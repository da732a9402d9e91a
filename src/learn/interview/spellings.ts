/** Words that count as one: spellings of Hinglish, endings that no rule catches, and what both languages call the same thing. */

/** One group a line; the first word stands for all. */
const GROUPS = `
nahi nahin nhi nai nahee na mat not no never without bina neither nor cannot none
kyunki kyonki kyuki kyoki kyunke because since
zyada jyada jyaada zyaada more bahut bohot bahot much most many kaafi kafi
kam less fewer least thoda thode thodi few small chhota chota chhoti choti chhote chote tiny smaller little low lower
sirf only just keval bas
bada badi bade large larger big bigger huge high higher great greater ooncha oonchi oonche
badal badalta badalte badalti badlo badle badla badlega change changes changed changing update updates updated updating move moves
naya nayi naye new
fresh latest recent taaza taza recently
sab saare sare saari sari all every each poora pura poore poori har whole entire full complete
bhool bhul bhoolna bhulna bhoolta bhoolti bhoolte bhulta forget forgets forgot forgetting forgotten bhoolega
seekh sikh seekhta seekhte seekhti seekhna seekha sikhta sikhna learn learns learned learnt learning
train trains trained training retrain retraining retrained padha padhaya padhate padhana padhao sikha sikhana sikhate sikhao sikhaya teach teaches taught
alag separate separately separated different held holdout hold-out aside
jawab jawaab jawaabon answer answers answered completion completions response responses reply replies output outputs
sawal sawaal sawaalon question questions prompt prompts instruction instructions input inputs
mehnga mehenga mehanga mahanga mehngi expensive costly
sasta saste sasti cheap cheaper cheaply
ratta memorise memorize memorised memorized memorises memorizes memorising memorizing yaad rat-ta ratna ratt ratte ratti
freeze freezes frozen freezing jama jamaya jame jamakar lock locked fixed untouched
weight weights parameter parameters param params
memory ram vram
row rows example examples sample samples record records udaharan misaal misaalein
data dataset datasets
duplicate duplicates duplicated copy copies copied repeat repeats repeated repetition dohraya dohre dobara
leak leaks leaked leakage contamination contaminated
quantise quantize quantised quantized quantising quantizing quantisation quantization quant quants
fact facts knowledge jaankari jankari gyaan information
retrieve retrieves retrieved retrieval search searches dhoondh dhundh dhoondhkar dhundhkar dhoondhta lookup fetch fetches
behaviour behavior behaviours behaviors vyavhaar
style tone andaaz lehja
same wahi wohi vahi identical exactly
wrong galat incorrect
right sahi correct correctly theek thik
fast tez jaldi quick quickly faster
slow slowly dheere dheeme slower
jod jodna jode jodte jodo jodta jodkar add adds added adding plus sum
guna multiply multiplies multiplied product times
measure measures measured measuring naap naapo naapna naapte naapta napo napna
compare compares compared comparing comparison tulna mukabla saamne against versus vs
base pretrained original foundation
scratch shuru shuruaat
specific specifically specialised specialized specialise specialize specialist khaas particular domain narrow
task tasks kaam job
cost costs price kharcha kharche kharch paisa paise money daam keemat
monitor monitors monitored monitoring nigrani watch track tracking nazar
behtar better improve improves improved achha achhi achhe acha good sudhar
kharab worse bad degrade degrades degraded poor bigad bigadta bigadti bigadte kharaab
badh badhta badhti badhte badhe badhna badhega increase increases increased increasing rise rises rising climb climbs up upar grow grows
ghat ghatta ghatti ghatte ghata girta girti girte gire gir giri decrease decreases decreased decreasing fall falls falling drop drops dropped down neeche reduce reduces reduced ghatata
mask masks masked masking chhupa chhupao chhupate ignore ignored ignores 100
stop stops stopped stopping ruk rukna rukta rukti rukega roko rok khatam end ends ended finish
human humans insaan manual manually
average mean ausat
class classes label labels category categories
layer layers
matrix matrices matrixes
two 2 dono both
half aadha aadhi aadhe
optimizer optimiser optimizers
adamw adam
pair pairs jodi jodiyan
version versions versioning
question-answer qa
guess guesses tukka random
example-wise row-wise
real asli sach production prod live
user users customer customers log logon
pass passes
merge merges merged merging mila milao milana mila-do milakar milate
file files
template templates
bill bills
judge judges
pad padding padded pads
diverge diverges diverged phat phatna phatta explode explodes unstable nan
generalise generalize generalises generalizes generalisation generalization
unseen anjaan andekha andekhi andekhe
token tokens
tokenizer tokeniser tokenizers
split splits splitted baant baanto baanta baantna baante divide divided
prefer prefers preferred preference preferences pasand chosen
reject rejects rejected napasand
reward rewards
decide decides choose
penalty penalise penalize
privacy private personal pii
synthetic generated banaya banayi banaye banawati
teacher teachers
drift drifts shift shifts
alert alerts
rollback revert wapas
`;

const SAME: ReadonlyMap<string, string> = new Map(
  GROUPS.trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.split(' ');
      return [first, ...others].map((word): [string, string] => [word, first]);
    }),
);

/** The word that stands for all of its spellings and forms. */
export function normalised(word: string): string {
  const known = SAME.get(word);
  if (known !== undefined) return known;
  const stem = stemOf(word);
  return SAME.get(stem) ?? stem;
}

const ENDINGS = ['ations', 'ation', 'ings', 'ing', 'es', 'ed', 's'];

/** Enough of English endings that "gradient" and "gradients", "scale" and "scaled" meet. */
function stemOf(word: string): string {
  if (word.length < 5) return word.replace(/^(\w{2}[^aisu])s$/, '$1');
  if (/[^aeiou]ie[sd]$/.test(word)) return `${word.slice(0, -3)}y`;
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= 4);
  // "loss" and "class" have no ending.
  const cut = ending === undefined || word.endsWith('ss') ? word : word.slice(0, -ending.length);
  const single = ending !== undefined && /([bdgmnpt])\1$/.test(cut) ? cut.slice(0, -1) : cut;
  return single.length >= 5 ? single.replace(/e$/, '') : single;
}
