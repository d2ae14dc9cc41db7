import { type Command, Option } from 'commander';
import { type KeyRole, keyRoles } from '../core/access-key.ts';
import { duration, durationOrNever } from './duration.ts';
import type { Wiring } from './program.ts';

const dayMs = 86_400_000;

type InviteOptions = { candidate: string; questions?: string; expires: number; again?: boolean };

/** The commands on who may use the service: keys of people and machines, invitations of candidates. */
export function addAccessCommands(program: Command, wiring: Wiring): void {
  const keys = program.command('keys').description('keys to the service, for people and machines');

  keys
    .command('create')
    .description('make a key; it is shown this once')
    .requiredOption('--name <name>', 'whose it is; decisions made with it bear this name')
    .addOption(
      new Option('--role <role>', 'what it may do: metrics reads /metrics and nothing else')
        .choices(keyRoles)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--expires <time>', 'how long it holds, such as 90d or 12h, or never')
        .argParser(durationOrNever)
        .default(365 * dayMs, '365d'),
    )
    .action(async ({ name, role, expires }: { name: string; role: KeyRole; expires: number | null }) => {
      const { printNewKey } = await import('./keys.ts');
      await using store = await wiring.store(await wiring.config());
      await printNewKey({ name, role, lifetimeMs: expires }, store.keys);
    });

  keys
    .command('list')
    .description('list the keys, never what they unlock with')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { listKeys } = await import('./keys.ts');
      await using store = await wiring.store(await wiring.config());
      await listKeys(store.keys, { json: json === true });
    });

  keys
    .command('revoke')
    .description('end a key, and every session that was begun with it, at once')
    .argument('<id>', 'as `keys list` shows it')
    .action(async (id: string) => {
      const { endKey } = await import('./keys.ts');
      await using store = await wiring.store(await wiring.config());
      await endKey(id, store.keys);
    });

  program
    .command('invite')
    .description('make a link by which a candidate answers questions under their name')
    .requiredOption('--candidate <name>', 'as their answers will name them')
    .option('--questions <ids>', 'only these questions, separated by commas')
    .addOption(
      new Option('--expires <time>', 'how long it holds, such as 7d or 12h')
        .argParser(duration)
        .default(7 * dayMs, '7d'),
    )
    .option('--again', 'it is the same person as whoever is known under this name')
    .action(async ({ candidate, questions, expires, again }: InviteOptions) => {
      const { printInvitation } = await import('./invite.ts');
      const config = await wiring.config();
      const catalogue = await wiring.catalogue(config.rubrics);
      await using store = await wiring.store(config);
      const request = { candidate, questions, lifetimeMs: expires, again: again === true };
      await printInvitation(request, { config, catalogue, invitations: store.invitations });
    });

  const invitations = program.command('invitations').description('invitations of candidates');

  invitations
    .command('list')
    .description('list the invitations, the latest first, never their links')
    .option('--candidate <name>', 'only of this one')
    .option('--json', 'print them as JSON')
    .action(async ({ candidate, json }: { candidate?: string; json?: boolean }) => {
      const { listInvitations } = await import('./invitations.ts');
      await using store = await wiring.store(await wiring.config());
      await listInvitations(store.invitations, { candidate, json: json === true });
    });

  invitations
    .command('withdraw')
    .description('withdraw an invitation, and end every session that was begun with it, at once')
    .argument('<id>', 'as `invitations list` shows it')
    .action(async (id: string) => {
      const { endInvitation } = await import('./invitations.ts');
      await using store = await wiring.store(await wiring.config());
      await endInvitation(id, store.invitations);
    });
}
