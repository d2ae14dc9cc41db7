import { parse } from '@plussub/srt-vtt-parser';
import { told } from './fault-words.ts';
import { labelledLine } from './labelled-lines.ts';
import { findSpeakers } from './labelled-text.ts';
import { clock } from './object-turns.ts';
import { unreadable } from './opened-file.ts';
import type { SpokenTurn } from './recognised.ts';
import { speakerOf } from './speaker-labels.ts';

/** A subtitle: milliseconds from the beginning, and its text. */
type Entry = { readonly from: number; readonly text: string };

const voice = /^<v(?:\.[\w.]{0,40})?\s{1,4}([^>]{1,60})>/;
const otherTags = /<\/?(?:v|c|i|b|u|lang|ruby|rt|font)[^>]{0,80}>/gi;

/**
 * The turns of subtitles. The speaker is named by a voice tag (`<v 李雷>`) or a label in the text; a subtitle without either goes on
 * with the one before it, and subtitles of one speaker that follow each other are one turn.
 *
 * @throws {InvalidInput} when they are broken or nobody is named in them
 */
export function subtitleTurns(
  text: string,
  format: 'srt' | 'vtt',
  { file, speakers: known }: { readonly file: string; readonly speakers: readonly string[] },
): readonly SpokenTurn[] {
  const turns: { speaker: string; at: string; texts: string[] }[] = [];
  const entries = entriesOf(text, format, file);
  const labels = entries.flatMap(({ text: shown }) =>
    shown.split('\n').flatMap((line) => labelledLine(plainLine(line)) ?? []),
  );
  const speakers = findSpeakers(labels, known);
  for (const { from, text: shown } of entries) {
    for (const line of shown.split('\n')) {
      const said = spokenIn(line.trim(), speakers);
      const last = turns.at(-1);
      if (said.text === '') continue;
      if (said.speaker !== undefined && said.speaker !== last?.speaker)
        turns.push({ speaker: said.speaker, at: clock(from / 1000), texts: [said.text] });
      else if (last !== undefined) last.texts.push(said.text);
    }
  }
  if (turns.length === 0) throw unreadable(file, told('no_speakers_in_subtitles'));
  return turns.map(({ speaker, at, texts }) => ({ speaker, at, text: texts.reduce(joined) }));
}

function entriesOf(text: string, format: 'srt' | 'vtt', file: string): readonly Entry[] {
  // The parser takes the block after an empty subtitle for its text.
  const filled = text.replace(/^(?:\d{1,6}\n)?[^\n]{0,80}-->[^\n]{0,80}\n(?=[ \t]{0,20}(?:\n|$))/gm, '');
  const headed = format === 'vtt' && !filled.startsWith('WEBVTT') ? `WEBVTT\n\n${filled}` : filled;
  try {
    return parse(headed.trimStart()).entries;
  } catch (error) {
    throw unreadable(file, told('broken_subtitles', { reason: (error as Error).message.slice(0, 200) }));
  }
}

function spokenIn(line: string, speakers: ReadonlySet<string>): { speaker: string | undefined; text: string } {
  const tag = voice.exec(line);
  if (tag !== null) return { speaker: tag[1]?.trim(), text: plainLine(line.slice(tag[0].length)) };
  const plain = plainLine(line);
  const labelled = labelledLine(plain);
  const speaker = labelled === undefined ? undefined : speakerOf(labelled.label);
  return labelled !== undefined && speaker !== undefined && speakers.has(speaker)
    ? { speaker, text: labelled.text }
    : { speaker: undefined, text: plain };
}

function plainLine(line: string): string {
  return line
    .replace(otherTags, '')
    .replace(/^-\s{1,3}/, '')
    .trim();
}

/** Two pieces of speech: Latin words are parted by a blank, Chinese needs none. */
function joined(first: string, second: string): string {
  const needsBlank = /[\w,.!?;:]$/.test(first) && /^\w/.test(second);
  return `${first}${needsBlank ? ' ' : ''}${second}`;
}
