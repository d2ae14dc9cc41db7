import type { Command } from 'commander';
import type { Wiring } from './program.ts';

type Options = { candidateSpeaker?: string[]; preview?: boolean; json?: boolean };

/** The command `transcript`: what interviews and answer sheets hold. */
export function addTranscriptCommand(program: Command, wiring: Wiring, finish: (code: number) => void): void {
  program
    .command('transcript')
    .description('recognise interviews and answer sheets: who speaks, and what answers which question')
    .argument('<files...>', 'txt, md, docx, srt, vtt, csv, tsv, xlsx, json, jsonl; a folder stands for those in it')
    .option(
      '--candidate-speaker <name>',
      'a speaker who is a candidate, where that cannot be told; once for each',
      (name: string, names: readonly string[] = []) => [...names, name],
    )
    .option('--preview', 'print what is recognised, and grade nothing')
    .option('--json', 'print it as JSON')
    .action(async (files: string[], options: Options) => {
      const { previewTranscripts } = await import('./transcript.ts');
      finish(await previewTranscripts(files, options, await wiring.catalogue((await wiring.config()).rubrics)));
    });
}
