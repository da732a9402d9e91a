/** The ways a model on disk can be unusable, each with what was found and one next step. */
import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';

const CHOOSE_LLAMA: Localized = {
  en: 'Choose a Llama-architecture model, for example smollm2-135m-instruct.',
  hi: 'Koi Llama-architecture wala model chuno, jaise smollm2-135m-instruct.',
};
const DOWNLOAD_AGAIN: Localized = {
  en: 'Download the whole model again.',
  hi: 'Poora model dobara download karo.',
};

export function modelNotFound(idOrPath: string, known: readonly string[]): Problem {
  return new Problem({
    code: 'model-not-found',
    message: {
      en: `There is no model ${idOrPath}, neither as a name nor as a path.`,
      hi: `${idOrPath} naam ka na koi model hai, na us path par kuch hai.`,
    },
    where: idOrPath,
    next: {
      en: `Give the path of a model folder or .gguf file, or one of: ${known.join(', ')}.`,
      hi: `Model folder ya .gguf file ka path do, ya inmein se ek: ${known.join(', ')}.`,
    },
  });
}

export function modelNotPulled(id: string): Problem {
  return new Problem({
    code: 'model-not-pulled',
    message: {
      en: `The model ${id} is not on this machine yet.`,
      hi: `Model ${id} abhi is machine par nahi hai.`,
    },
    where: id,
    next: { en: `Run: vishesh models pull ${id}`, hi: `Yeh chalao: vishesh models pull ${id}` },
  });
}

/** `where`: the first file of a pulled model that is not what was pulled. */
export function modelDamaged(id: string, where: string, cause?: unknown): Problem {
  return new Problem({
    code: 'model-damaged',
    message: {
      en: `A file of the model ${id} is not the one that was fetched: it is damaged, changed or gone.`,
      hi: `Model ${id} ki ek file woh nahi hai jo fetch hui thi: kharab hai, badli gayi hai ya gayab hai.`,
    },
    where,
    next: {
      en: `Fetch the model again: vishesh models pull ${id}`,
      hi: `Model phir se lao: vishesh models pull ${id}`,
    },
    cause,
  });
}

export function unsupportedArchitecture(found: string, where: string): Problem {
  return new Problem({
    code: 'unsupported-architecture',
    message: {
      en: `The architecture of this model is ${found}; only LlamaForCausalLM is supported.`,
      hi: `Is model ka architecture ${found} hai; sirf LlamaForCausalLM supported hai.`,
    },
    where,
    next: CHOOSE_LLAMA,
  });
}

export function unsupportedSetting(setting: string, where: string): Problem {
  return new Problem({
    code: 'unsupported-model-setting',
    message: {
      en: `This model uses ${setting}, which the engine does not compute.`,
      hi: `Yeh model ${setting} use karta hai, jo engine compute nahi karta.`,
    },
    where,
    next: CHOOSE_LLAMA,
  });
}

export function badConfig(detail: string, where: string): Problem {
  return new Problem({
    code: 'bad-model-config',
    message: {
      en: `The model's configuration is not usable: ${detail}`,
      hi: `Model ka configuration use nahi ho sakta: ${detail}`,
    },
    where,
    next: DOWNLOAD_AGAIN,
  });
}

/** `file`: the name inside the model folder. `code` says which kind of file is absent. */
export function missingFile(
  code: 'missing-shard' | 'missing-tokenizer' | 'missing-weights' | 'missing-config',
  file: string,
  where: string,
): Problem {
  return new Problem({
    code,
    message: { en: `The model folder has no ${file}.`, hi: `Model folder mein ${file} nahi hai.` },
    where,
    next: DOWNLOAD_AGAIN,
  });
}

export function unsafeShardName(file: string, where: string): Problem {
  return new Problem({
    code: 'unsafe-shard-name',
    message: {
      en: `The index names a weight file outside of the model folder: ${JSON.stringify(file.slice(0, 200))}`,
      hi: `Index model folder ke bahar ki file maang raha hai: ${JSON.stringify(file.slice(0, 200))}`,
    },
    where,
    next: {
      en: 'Do not trust this model; get it from its publisher.',
      hi: 'Is model par bharosa mat karo; publisher se hi lo.',
    },
  });
}

export function linkOutside(file: string, where: string): Problem {
  return new Problem({
    code: 'link-outside',
    message: {
      en: `${file} of the model is a link to a file outside of the model folder, which is not copied.`,
      hi: `Model ki ${file} ek link hai jo model folder ke bahar jaata hai; woh copy nahi hoti.`,
    },
    where,
    next: {
      en: 'If that file belongs to the model, put it there in place of the link; else remove the link.',
      hi: 'Agar woh file model ki hi hai to link ki jagah file khud rakho, warna link hata do.',
    },
  });
}

export function pickleWeights(file: string, where: string): Problem {
  return new Problem({
    code: 'pickle-weights',
    message: {
      en: `${file} is a Python pickle, which can run any code when it is opened; it is never read here.`,
      hi: `${file} Python pickle hai; kholte hi woh koi bhi code chala sakta hai, isliye yahan kabhi nahi padhte.`,
    },
    where,
    next: {
      en: 'Take the same model as model.safetensors, or convert it with the safetensors tool of its publisher.',
      hi: 'Yahi model model.safetensors ke roop mein lo, ya use safetensors mein convert karo.',
    },
  });
}

export function adapterOfAnotherBase(madeFor: string, base: string, where: string): Problem {
  return new Problem({
    code: 'wrong-base',
    message: {
      en: `This adapter was made for ${madeFor}, not for ${base}.`,
      hi: `Yeh adapter ${madeFor} ke liye bana hai, ${base} ke liye nahi.`,
    },
    where,
    next: {
      en: 'Give its own base with --base. If it is the same model under another name, correct base_model_name_or_path there.',
      hi: '--base mein uska apna base do. Agar model wahi hai aur bas naam alag hai, to wahan base_model_name_or_path theek karo.',
    },
  });
}

/** By their checksums, which no correction of a name can change. `name`: null when the adapter does not say what it was made for. */
export function adapterOfOtherWeights(
  made: { name: string | null; fingerprint: string },
  base: { name: string; fingerprint: string },
  where: string,
): Problem {
  const [then, now] = [made.fingerprint, base.fingerprint].map((sum) => sum.slice(0, 12));
  return new Problem({
    code: 'wrong-base',
    message: {
      en: `This adapter was trained on other weights: on those of ${made.name || 'a base without a name'} with SHA-256 ${then}, and ${base.name} has ${now}.`,
      hi: `Yeh adapter dusre weights par train hua tha: ${made.name || 'bina naam ke base'} ke, SHA-256 ${then}; ${base.name} ka ${now} hai.`,
    },
    where,
    next: {
      en: 'Give the base with those weights with --base (an older copy, or the same model in another precision), or train a new adapter without --adapter.',
      hi: '--base mein wahi weights wala base do (purani copy, ya wahi model doosri precision mein), ya bina --adapter ke naya adapter train karo.',
    },
  });
}

export function missingTensor(name: string, where: string): Problem {
  return new Problem({
    code: 'missing-tensor',
    message: { en: `The weights have no tensor ${name}.`, hi: `Weights mein ${name} tensor nahi hai.` },
    where,
    next: DOWNLOAD_AGAIN,
  });
}

export function unexpectedTensor(name: string, where: string): Problem {
  return new Problem({
    code: 'unexpected-tensor',
    message: {
      en: `The weights have a tensor that a Llama model of this configuration does not: ${name}.`,
      hi: `Weights mein ek aisa tensor hai jo is configuration ke Llama model mein nahi hota: ${name}.`,
    },
    where,
    next: CHOOSE_LLAMA,
  });
}

export function wrongShape(
  name: string,
  expected: readonly number[],
  found: readonly number[],
  where: string,
): Problem {
  return new Problem({
    code: 'wrong-shape',
    message: {
      en: `The tensor ${name} should be [${expected.join(', ')}] by the configuration, but is [${found.join(', ')}].`,
      hi: `Configuration ke hisaab se tensor ${name} [${expected.join(', ')}] hona chahiye, par [${found.join(', ')}] hai.`,
    },
    where,
    next: {
      en: 'Make sure that config.json and the weights belong to the same model.',
      hi: 'Dekho ki config.json aur weights ek hi model ke hain.',
    },
  });
}

export function nonFiniteWeights(name: string, where: string): Problem {
  return new Problem({
    code: 'non-finite-weights',
    message: {
      en: `The tensor ${name} holds a value that is not a finite number.`,
      hi: `Tensor ${name} mein aisi value hai jo finite number nahi hai (NaN ya infinity).`,
    },
    where,
    next: DOWNLOAD_AGAIN,
  });
}
