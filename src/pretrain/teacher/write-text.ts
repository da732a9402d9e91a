/** The teacher at work: prompts go in, rows that pass every filter are added to the file. */
import type { BatchDecoder } from '../../engine/generate/batch-decoder.js';
import type { ChatParts } from '../../engine/text/chat-layout.js';
import { encodeChatPrompt } from '../../engine/text/encode.js';
import type { Overlap } from '../corpus/overlap.js';
import { Unique } from '../corpus/unique.js';
import { askMany, type Question } from './ask-many.js';
import type { Cleaned, Spoken } from './clean-answer.js';
import { promptAt, type TeacherPrompt } from './prompts.js';
import { appendTeacherRow, readTeacherRows, type TeacherRow } from './teacher-file.js';

export interface TeacherWork {
  decoder: BatchDecoder;
  chat: ChatParts;
  path: string;
  /** The work ends when the file has so many tokens of the teacher's tokenizer, prompts and answers together. */
  tokens: number;
  seed: number;
  /** Texts that no row may share words with. */
  reserved: Overlap;
  /** What of an answer may stand in the corpus; see clean-answer.ts. */
  clean: (spoken: Spoken) => Cleaned;
  maxTokens: number;
  temperature: number;
  topP: number;
  onProgress?: (progress: TeacherProgress) => void;
}

export interface TeacherProgress {
  /** Of the whole file. */
  rows: number;
  tokens: number;
  /** Of this run: answers so far, and why they were left out. */
  answers: number;
  generatedTokens: number;
  rejected: Readonly<Record<string, number>>;
}

/** Adds rows until the file has the wanted number of tokens. A run goes on after the last prompt of its seed that is in the file. */
export async function writeTeacherText(work: TeacherWork): Promise<TeacherProgress> {
  const before = await readTeacherRows(work.path);
  const unique = new Unique();
  for (const row of before) unique.judge(answerOf(row));
  const rejected: Record<string, number> = {};
  const progress = {
    rows: before.length,
    tokens: before.reduce((sum, row) => sum + countTokens(work.chat, row), 0),
    answers: 0,
    generatedTokens: 0,
    rejected,
  };
  const last = before.reduce((n, row) => (row.seed === work.seed ? Math.max(n, row.n) : n), -1);
  const asked = new Map<number, TeacherPrompt>();
  const options = { ...work, endIds: work.chat.tokenizer.endIds };
  for await (const answer of askMany(work.decoder, questions(work, last + 1, asked), options)) {
    if (progress.tokens >= work.tokens) break;
    const prompt = asked.get(answer.n);
    if (prompt === undefined) throw new Error(`nobody asked question ${answer.n}`);
    asked.delete(answer.n);
    const text = work.chat.tokenizer.decode(answer.ids, { skipSpecial: true });
    progress.answers += 1;
    progress.generatedTokens += answer.ids.length;
    const judged = judge(work, unique, prompt, { text, ended: answer.ended });
    if (typeof judged === 'string') rejected[judged] = (rejected[judged] ?? 0) + 1;
    else {
      await appendTeacherRow(work.path, judged);
      progress.rows += 1;
      progress.tokens += countTokens(work.chat, judged);
    }
    work.onProgress?.(progress);
  }
  return progress;
}

/** The prompts from number `from` on, without those that were asked before or leave no room for an answer; without end. */
function* questions(work: TeacherWork, from: number, asked: Map<number, TeacherPrompt>): Generator<Question> {
  const known = new Set<string>();
  for (let n = 0; ; n++) {
    const prompt = promptAt(work.seed, n);
    if (known.has(prompt.user)) continue;
    known.add(prompt.user);
    if (n < from) continue;
    const turns = [
      { role: 'system' as const, content: prompt.system },
      { role: 'user' as const, content: prompt.user },
    ];
    const ids = encodeChatPrompt(work.chat, turns);
    if (ids.length + work.maxTokens > work.decoder.size.capacity) continue;
    asked.set(n, prompt);
    yield { n, ids };
  }
}

/** The row, or why there is none. */
function judge(
  { clean, reserved, seed }: TeacherWork,
  unique: Unique,
  prompt: TeacherPrompt,
  spoken: { text: string; ended: boolean },
): TeacherRow | string {
  const cleaned = clean({ ...spoken, user: prompt.user, answer: prompt.answer });
  if ('rejected' in cleaned) return cleaned.rejected;
  if (reserved.has(prompt.user) || reserved.has(cleaned.text)) return 'reserved';
  const verdict = unique.judge(cleaned.text);
  if (verdict !== 'new') return verdict;
  return {
    messages: [
      { role: 'user', content: prompt.user },
      { role: 'assistant', content: cleaned.text },
    ],
    lang: 'en',
    kind: prompt.kind,
    seed,
    n: prompt.n,
  };
}

const answerOf = (row: TeacherRow): string => row.messages[1].content;

const countTokens = ({ tokenizer }: ChatParts, row: TeacherRow): number =>
  row.messages.reduce((sum, { content }) => sum + tokenizer.encode(content).length, 0);
