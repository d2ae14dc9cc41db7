import { openStore } from '../../src/store/open-store.ts';
import { sample } from './sample.ts';

/** A process that keeps grades, many at a time, until it is killed: `node keep-on-writing.ts NAME DATA [DATABASE_URL]`. It names each that is kept. */
const [, , name = '', data = '', databaseUrl] = process.argv;
const store = await openStore({ data, databaseUrl });
let number = 0;

async function keepOnWriting(): Promise<never> {
  for (;;) {
    const id = `${name} ${number++}`;
    await store.grades.keep(sample(id));
    process.stdout.write(`${id}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, keepOnWriting));
