/** Repairing tickets without losing one silently; at the end on a broken file of the samples. */
import { readRows, sampleFile } from 'vishesh';
import type { Test } from '../check-kit.js';
import type * as solution from './solution.js';

const tickets = (...rows: [text: string, label: string][]) =>
  rows.map(([text, label], at) => ({ line: at + 2, text, label }));

export const tests: Test<typeof solution>[] = [
  {
    name: { en: 'the usual spelling is the most frequent one', hi: 'usual spelling wahi jo sabse zyada baar ho' },
    run({ usualSpelling }, { same }) {
      const rows = tickets(['a', 'GST'], ['b', 'gst'], ['c', 'GST '], ['d', 'refund']);
      same({
        call: {
          en: "usualSpelling('gst', rows labelled GST, gst, 'GST ', refund)",
          hi: "usualSpelling('gst', labels GST, gst, 'GST ', refund wali rows)",
        },
        got: usualSpelling('gst', rows),
        expected: 'GST',
        idea: {
          en: 'Trim the labels, keep those that are the same to a person, count each spelling.',
          hi: 'Labels ko trim karo, jo insaan ko ek lagte hain unhe rakho, har spelling gino.',
        },
        mistakes: [
          [
            'gst',
            {
              en: 'Lower case everywhere would rename a label that most rows spell well; count the spellings instead.',
              hi: 'Sab lower case karna us label ka naam badal dega jo zyada rows ne sahi likha hai; spellings gino.',
            },
          ],
          [
            'GST ',
            {
              en: 'The space at its end is a spelling, too; trim first.',
              hi: 'Aakhir ka space bhi spelling ka hissa ban gaya; pehle trim karo.',
            },
          ],
        ],
      });
      same({
        call: {
          en: "usualSpelling('Refund', rows labelled Refund, refund)",
          hi: "usualSpelling('Refund', labels Refund, refund wali rows)",
        },
        got: usualSpelling('Refund', tickets(['a', 'Refund'], ['b', 'refund'])),
        expected: 'Refund',
        idea: {
          en: 'Of spellings that are equally frequent take the first.',
          hi: 'Ginti barabar ho to jo pehle aayi.',
        },
        mistakes: [
          [
            'refund',
            { en: 'Both stand once; take the one that came first.', hi: 'Dono ek-ek baar hain; jo pehle aayi woh lo.' },
          ],
        ],
      });
    },
  },
  {
    name: {
      en: 'labels are written one way, and the change is told',
      hi: 'labels ek tarah likhe jaayein, aur badlav bataya jaaye',
    },
    run({ repair }, { same }) {
      const { rows, changes } = repair(
        tickets(['a', 'billing'], ['b', 'Billing'], ['c', 'billing '], ['d', 'billing']),
      );
      same({
        call: {
          en: "the labels after repair(billing, Billing, 'billing ', billing)",
          hi: "repair(billing, Billing, 'billing ', billing) ke labels",
        },
        got: rows.map(({ label }) => label),
        expected: ['billing', 'billing', 'billing', 'billing'],
        idea: {
          en: 'Give each row usualSpelling(its label, tickets).',
          hi: 'Har row ko usualSpelling(uska label, tickets) do.',
        },
      });
      same({
        call: { en: 'its changes', hi: 'uske changes' },
        got: changes,
        expected: [
          { line: 3, what: 'label' },
          { line: 4, what: 'label' },
        ],
        idea: {
          en: 'Note { line, what: "label" } whenever a label is written anew, and only then.',
          hi: 'Jab bhi label badle tab { line, what: "label" } likho, aur sirf tab.',
        },
        mistakes: [
          [
            [],
            {
              en: 'Two labels were changed and nobody was told; an audit names every line.',
              hi: 'Do labels badle aur kisi ko bataya nahi; audit mein har line ka naam hota hai.',
            },
          ],
        ],
      });
    },
  },
  {
    name: { en: 'repeated and empty rows go, and are told', hi: 'dohri aur khaali rows hatein, aur batayi jaayein' },
    run({ repair }, { same }) {
      const given = tickets(
        ['where is it', 'delivery'],
        [' where is it ', 'Delivery'],
        ['', 'delivery'],
        ['card charged', '  '],
        ['card charged', 'billing'],
      );
      const { rows, changes } = repair(given);
      same({
        call: { en: 'the lines that are left of 2 to 6', hi: '2 se 6 mein bachi lines' },
        got: rows.map(({ line }) => line),
        expected: [2, 6],
        idea: {
          en: 'Line 3 repeats line 2, line 4 has no text, line 5 no label.',
          hi: 'Line 3 line 2 ki copy hai, line 4 mein text nahi, line 5 mein label nahi.',
        },
        mistakes: [
          [
            [2, 3, 6],
            {
              en: 'Line 3 is line 2 again: compare texts without outer spaces, and labels in their usual spelling.',
              hi: 'Line 3 wahi line 2 hai: text ko bahar ke spaces hata kar, aur label ko usual spelling mein milao.',
            },
          ],
          [
            [2, 3, 4, 5, 6],
            {
              en: 'A Set compares objects by identity, so no two rows are ever equal; compare their texts.',
              hi: 'Set objects ko identity se milata hai, isliye do rows kabhi barabar nahi hoti; unke text milao.',
            },
          ],
          [
            [2],
            {
              en: 'Line 6 is fine: the row before it with the same text had no label and is gone.',
              hi: 'Line 6 theek hai: uske jaisi pehli row mein label nahi tha, woh hat chuki hai.',
            },
          ],
        ],
      });
      same({
        call: { en: 'the changes', hi: 'changes' },
        got: changes.filter(({ what }) => what !== 'label'),
        expected: [
          { line: 3, what: 'duplicate' },
          { line: 4, what: 'empty' },
          { line: 5, what: 'empty' },
        ],
        idea: {
          en: 'Nothing is dropped silently: rows kept and rows noted make up the file.',
          hi: 'Chupchaap kuch nahi hatta: bachi rows aur likhi hui rows mila kar poori file bane.',
        },
      });
    },
  },
  {
    name: { en: 'a contradiction is shown and not decided', hi: 'takraav dikhaya jaaye, faisla na kiya jaaye' },
    run({ repair }, { same }) {
      const { rows, conflicts } = repair(
        tickets(['cancel it', 'refund'], ['cancel it', 'account'], ['hello', 'account']),
      );
      same({
        call: {
          en: "the lines kept of 'cancel it' as refund, 'cancel it' as account, 'hello'",
          hi: "'cancel it' refund, 'cancel it' account, 'hello' mein se bachi lines",
        },
        got: rows.map(({ line }) => line),
        expected: [2, 3, 4],
        idea: { en: 'Same text and different labels: keep both.', hi: 'Text wahi, label alag: dono rakho.' },
        mistakes: [
          [
            [2, 4],
            {
              en: 'You dropped line 3 as a duplicate, but its label differs: perhaps line 2 is the wrong one. A program cannot know.',
              hi: 'Tumne line 3 ko duplicate maan kar hata diya, par label alag hai: shayad line 2 galat ho. Program nahi jaan sakta.',
            },
          ],
        ],
      });
      same({
        call: { en: 'its conflicts', hi: 'uske conflicts' },
        got: conflicts,
        expected: [2, 3],
        idea: {
          en: 'Name every line whose text stands again with another label.',
          hi: 'Har woh line batao jiska text doosre label ke saath phir aata hai.',
        },
      });
    },
  },
  {
    name: {
      en: 'the original stays as it was, and a clean file has no changes',
      hi: 'original waisa hi rahe, aur saaf file mein koi badlav nahi',
    },
    run({ repair }, { same }) {
      const given = tickets(['a', 'Billing'], ['b', 'billing'], ['c', 'billing']);
      repair(given);
      same({
        call: { en: 'the first label of the array given to repair', hi: 'repair ko diye array ka pehla label' },
        got: given[0]?.label,
        expected: 'Billing',
        idea: {
          en: 'Do not write into the ticket: make a new one with { ...ticket, label }.',
          hi: 'Ticket mein mat likho: { ...ticket, label } se naya banao.',
        },
      });
      same({
        call: { en: 'repair of a clean file', hi: 'saaf file ka repair' },
        got: repair(tickets(['a', 'x'], ['b', 'y'])),
        expected: { rows: tickets(['a', 'x'], ['b', 'y']), changes: [], conflicts: [] },
        idea: { en: 'Where nothing is wrong nothing is changed.', hi: 'Jahan gadbad nahi, wahan badlav nahi.' },
      });
    },
  },
  {
    name: { en: 'a broken file of the samples', hi: 'samples ki ek tooti hui file' },
    async run({ repair }, { same }) {
      const { rows } = await readRows(sampleFile('broken/label-spelling.csv'));
      const { rows: left } = repair(rows.map(({ line, input, output }) => ({ line, text: input, label: output })));
      same({
        call: {
          en: 'the labels of broken/label-spelling.csv after repair',
          hi: 'repair ke baad broken/label-spelling.csv ke labels',
        },
        got: [...new Set(left.map(({ label }) => label))].sort(),
        expected: ['account', 'billing', 'delivery'],
        idea: {
          en: 'Print the labels with JSON.stringify: spaces hide.',
          hi: 'Labels ko JSON.stringify se print karo: spaces chhup jaate hain.',
        },
      });
    },
  },
];
