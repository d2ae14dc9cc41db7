import { told } from './fault-words.ts';
import { textFormatOf } from './file-format.ts';
import { cutLabelledText } from './labelled-text.ts';
import { readOfficeAside } from './office-aside.ts';
import { openJson, openJsonLines } from './open-json.ts';
import { openDelimited, openWorkbook } from './open-tables.ts';
import { type OpenContext, type OpenedFile, unreadable } from './opened-file.ts';
import { isCompound, isZip, whyNotCompound, whyNotRead } from './other-formats.ts';
import { peopleInFileName } from './person-names.ts';
import { bytesOf, headOf, piecesOf, type SentFile, sizeOf } from './sent-file.ts';
import { meaningOf } from './speaker-labels.ts';
import { subtitleTurns } from './subtitles.ts';
import { decode, type Encoding, encodingName, encodingOf } from './text-encoding.ts';
import { readLines } from './text-lines.ts';
import { cutUnlabelledQuestions } from './unlabelled-questions.ts';

const headBytes = 64 * 1024;

/**
 * Tells the format of a file by its content and opens it.
 *
 * @throws {InvalidInput} for what cannot be read, with the reason and a remedy
 */
export async function openFile(file: SentFile, context: OpenContext): Promise<OpenedFile> {
  await sizeOf(file);
  const bytes = await headOf(file, headBytes);
  if (isZip(bytes)) {
    const document = await readOfficeAside(await bytesOf(file), file.name);
    return document.kind === 'workbook'
      ? openWorkbook(document.sheets, file, context)
      : openText(document.text, file, context);
  }
  const other = isCompound(bytes) ? whyNotCompound(await bytesOf(file)) : whyNotRead(bytes);
  if (other !== undefined) throw unreadable(file.name, other);
  const encoding = encodingOf(bytes);
  if (encoding === undefined) throw unreadable(file.name, told('no_text'));
  const head = new TextDecoder(encoding).decode(bytes);
  const format = textFormatOf(head, file.name);
  if (format === 'delimited') return openDelimited(head, file, context);
  if (format === 'jsonl') return openJsonLines(file, context);
  const text = await wholeText(file, encoding);
  if (format === 'json') return openJson(text, file, context);
  if (format === 'text') return openText(text, file, context);
  return {
    kind: 'interview',
    spoken: { turns: subtitleTurns(text, format, { file: file.name, speakers: context.speakers }), people: [] },
  };
}

function openText(text: string, file: SentFile, { speakers, lookUp }: OpenContext): OpenedFile {
  const spoken = cutLabelledText(text, [...speakers, ...peopleInFileName(file.name)]);
  // Where nobody asks, the questions may stand there without a label.
  const isTalk = spoken.turns.some(({ speaker }) => meaningOf(speaker)?.role !== 'candidate');
  const written = isTalk ? undefined : cutUnlabelledQuestions(text, lookUp);
  if (written !== undefined) return { kind: 'interview', spoken: written };
  if (spoken.turns.length > 0) return { kind: 'interview', spoken };
  throw unreadable(file.name, told('no_speakers'));
}

async function wholeText(file: SentFile, encoding: Encoding): Promise<string> {
  const text = decode(await bytesOf(file), encoding);
  if (text !== undefined) return text.replace(/\r\n?/g, '\n');
  for await (const line of readLines(piecesOf(file), file.name))
    if ('fault' in line)
      throw unreadable(file.name, told('mixed_encodings', { encoding: encodingName[encoding] }), line.number);
  throw unreadable(file.name, told('cut_off'));
}
