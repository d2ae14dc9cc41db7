import type { Command } from 'commander';
import { InvalidInput } from '../core/errors.ts';
import type { FileRun } from './files/grade-file.ts';
import { outFormats } from './options.ts';
import type { Wiring } from './program.ts';
import { addRunOptions, keepingOf, type RunOptions, settingsOf, wayOf } from './run-options.ts';
import { keepHeapSmall } from './small-heap.ts';

type Options = RunOptions & { candidateSpeaker?: string[]; preview?: boolean; json?: boolean; out?: string };

/** The command `transcript`: what interviews and answer sheets hold, and their grades. */
export function addTranscriptCommand(program: Command, wiring: Wiring, finish: (code: number) => void): void {
  const command = program
    .command('transcript')
    .description('recognise interviews and answer sheets, and grade them with --out')
    .argument('<files...>', 'txt, md, docx, srt, vtt, csv, tsv, xlsx, json, jsonl; a folder stands for those in it')
    .option(
      '--candidate-speaker <name>',
      'a speaker who is a candidate, where that cannot be told; once for each',
      (name: string, names: readonly string[] = []) => [...names, name],
    )
    .option('--preview', 'print what is recognised, and grade nothing (the default without --out)')
    .option('--json', 'print it as JSON')
    .option('--out <path>', outFormats);
  addRunOptions(command).action(async (files: string[], options: Options) => {
    if (options.out !== undefined) keepHeapSmall();
    const config = await wiring.config(settingsOf(options));
    const catalogue = await wiring.catalogue(config.rubrics);
    const { gradeTranscripts, previewTranscripts } = await import('./transcript.ts');
    if (options.out === undefined) return finish(await previewTranscripts(files, options, catalogue));
    if (options.preview === true || options.json === true) {
      const flag = options.preview === true ? '--preview' : '--json';
      throw new InvalidInput('transcript', [{ field: flag, message: 'grades nothing, so it does not go with --out' }]);
    }
    const way = wayOf(options);
    const makeGrader: FileRun['makeGrader'] = (asked) => wiring.grader(catalogue, config, asked);
    const run = { makeGrader, catalogue, config, version: wiring.version, way, openStore: wiring.store };
    finish(await gradeTranscripts(files, { ...options, out: options.out }, { ...run, ...keepingOf(options) }));
  });
}
