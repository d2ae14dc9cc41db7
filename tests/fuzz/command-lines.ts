import fc from 'fast-check';
import { anyText } from './texts.ts';

/** An option as the help of a command lists it. */
type Option = { readonly flags: readonly string[]; readonly takesValue: boolean };

/** A command: the words that name it, how many arguments it says to take, and its options. */
export type Command = {
  readonly words: readonly string[];
  readonly argumentCount: number;
  readonly options: readonly Option[];
};

/**
 * Every command there is, as its own help tells.
 *
 * @param help - prints the help of the command that some words name
 */
export async function commandsOf(
  help: (words: readonly string[]) => Promise<string>,
  words: readonly string[] = [],
): Promise<readonly Command[]> {
  const text = await help(words);
  const [usage = ''] = text.split('\n');
  const listed = (title: string): string[] =>
    (text.split(`${title}:\n`)[1]?.split('\n\n')[0] ?? '').split('\n').filter((line) => /^ {2}\S/.test(line));
  const options = listed('Options').map((line) => {
    const [written = ''] = line.trim().split(/ {2,}/);
    return { flags: written.match(/--?[a-z][\w-]*/g) ?? [], takesValue: /[<[]/.test(written) };
  });
  const inner = listed('Commands')
    .map((line) => line.trim().split(/[ |]/)[0] ?? '')
    .filter((word) => word !== '' && word !== 'help');
  const deeper: (readonly Command[])[] = [];
  for (const word of inner) deeper.push(await commandsOf(help, [...words, word]));
  return [{ words, argumentCount: usage.match(/[<[](?!options|command)/g)?.length ?? 0, options }, ...deeper.flat()];
}

/**
 * What somebody may type: a command with its options, most of them well formed, some of another command, or none.
 *
 * @param usual - command lines that do something, some words of which are changed
 * @param known - values that mean something: files that are there, ids
 */
export function anyCommandLine(given: {
  readonly commands: readonly Command[];
  readonly usual: readonly (readonly string[])[];
  readonly known: readonly string[];
}): fc.Arbitrary<readonly string[]> {
  const { commands, usual, known } = given;
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ...['', ' ', '-', '--', '0', '1', '-1', '1.5', '1e3', '007', '99999999999', 'NaN', 'zh', 'en', 'true'],
        ...['heuristic', 'hybrid', 'json', 'github', 'admin', 'candidate', 'openai', '2026-01-01', '90d', '1h', '..'],
        ...[
          '__proto__',
          'constructor',
          '(',
          '[a-z',
          '(a+)+$',

          '王芳',
          '$(id)',
          '%s',
          'a=b',
          'x'.repeat(3000),
        ],
      ),
    },
    // No path out of the folder at hand, and no NUL, which no command line can hold.
    { weight: 1, arbitrary: anyText.map((text) => text.replaceAll(/[/\\\0]/g, '_').slice(0, 60)) },
  );
  const anyOption = fc.constantFrom(...commands.flatMap(({ options }) => options));
  const asTyped = ({ flags, takesValue }: Option): fc.Arbitrary<readonly string[]> =>
    fc
      .tuple(fc.constantFrom(...flags), value, fc.constantFrom('apart', 'joined', 'without'))
      .map(([flag, text, how]) =>
        how === 'joined' ? [`${flag}=${text}`] : takesValue === (how === 'apart') ? [flag, text] : [flag],
      );
  const edit = fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 1 }), fc.oneof(anyOption.chain(asTyped), fc.tuple(value)));
  const changed = fc
    .tuple(fc.constantFrom(...usual), fc.array(edit, { maxLength: 2 }))
    .map(([words, edits]) =>
      edits.reduce(
        (typed, [at, without, put]) => typed.toSpliced(at % (typed.length + 1), without, ...put),
        [...words],
      ),
    );
  const composed = fc.constantFrom(...commands).chain(({ words, argumentCount, options }) => {
    const own = options.length === 0 ? anyOption : fc.constantFrom(...options);
    const option = fc.oneof({ weight: 9, arbitrary: own }, { weight: 1, arbitrary: anyOption }).chain(asTyped);
    const argument = value.map((text) => [text]);
    const given = fc.array(argument, { minLength: argumentCount, maxLength: argumentCount });
    const typed = fc.oneof(
      { weight: 4, arbitrary: given },
      { weight: 1, arbitrary: fc.array(argument, { maxLength: 4 }) },
    );
    return fc
      .tuple(typed, fc.array(option, { maxLength: 4 }))
      .map(([before, after]) => [...words, ...[...before, ...after].flat()]);
  });
  return fc.oneof(changed, composed);
}
