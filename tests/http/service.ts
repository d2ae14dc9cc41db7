import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import type { OperationSettings } from '../../src/config/operations.ts';
import { readConfig } from '../../src/config.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { heuristicsHere } from '../../src/grading/aside/heuristics.ts';
import { type Catalogue, openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { forgetReplies } from '../../src/grading/kept/forget-replies.ts';
import type { Door } from '../../src/http/access/door.ts';
import { createApp, type ServiceParts } from '../../src/http/app.ts';
import { batchWork } from '../../src/http/batches/batch-work.ts';
import { createBoundedServer } from '../../src/http/operations/connections.ts';
import { openGate } from '../../src/http/operations/gate.ts';
import { watchLateness } from '../../src/http/operations/lateness.ts';
import { openLimits } from '../../src/http/operations/limits.ts';
import { logTo } from '../../src/http/operations/log.ts';
import { openMetrics } from '../../src/http/operations/metrics.ts';
import { createOngoing } from '../../src/http/operations/ongoing.ts';
import type { Operations } from '../../src/http/operations/operations.ts';
import { createOwnDoor } from '../../src/http/operations/own-door.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { checkedFetch, type Fetch } from './contract.ts';

const defaultConnections = readConfig({}).operations.connections;

/** Parts in the place of the usual ones. */
export type GivenParts = Partial<Omit<ServiceParts, 'operations'>> & {
  readonly operations?: Partial<Operations>;
  readonly settings?: Partial<Omit<OperationSettings, 'connections'>> & {
    readonly connections?: Partial<OperationSettings['connections']>;
  };
  /** With a secret it is guarded: whoever asks must sign in. */
  readonly secret?: string;
  readonly publicUrl?: string;
  /** Does it grade batches? Without a word it does. */
  readonly work?: boolean;
  /** Where its store is and stays; without a word it has one of its own that goes with it. */
  readonly data?: string;
  /** A PostgreSQL database in the place of the store's own file. */
  readonly databaseUrl?: string;
};

/** A service that runs in this process. */
export type TestService = {
  readonly url: string;
  /** Holds every response against the OpenAPI document. */
  readonly fetch: Fetch;
  readonly app: Express;
  readonly store: Store;
  /** The lines that were logged. */
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
};

/** The real app, without a key, on a port of its own, with a store of its own that goes with it. */
export async function startService(given: GivenParts = {}): Promise<TestService> {
  const log: string[] = [];
  const folder = given.data ?? mkdtempSync(join(tmpdir(), 'grader-service-'));
  const store = await openStore({ data: folder, databaseUrl: given.databaseUrl });
  const connections = { ...defaultConnections, ...given.settings?.connections };
  const opened = openParts(store, { ...given, data: folder }, (line) => log.push(line));
  const { queue } = store;
  const work = batchWork({ ...opened, queue, log: opened.operations.log });
  const parts = { ...opened, wake: work.wake };
  const stopping = new AbortController();
  const worked = given.work === false ? undefined : work.background(stopping.signal);
  const app = createApp(parts);
  const server = createBoundedServer(connections, parts.operations, app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  parts.operations.ownDoor.open(server);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    fetch: checkedFetch(url),
    app,
    store,
    log,
    stop: async () => {
      stopping.abort();
      await worked;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await store.close();
      if (given.data === undefined) rmSync(folder, { recursive: true });
    },
  };
}

const catalogues = new Map<string, Catalogue>();

/** The rubrics of a folder, which no test changes: they are read and compiled once for all services of a file of tests. */
function catalogueOf(folder: string): Catalogue {
  const catalogue = catalogues.get(folder) ?? openCatalogue(folder);
  catalogues.set(folder, catalogue);
  return catalogue;
}

function openParts(
  store: Store,
  { data, secret, publicUrl, ...given }: GivenParts & { data: string },
  log: (line: string) => void,
): ServiceParts {
  const folder = process.env.GRADER_RUBRICS;
  const config = readConfig({ GRADER_DATA: data, ...(folder === undefined ? {} : { GRADER_RUBRICS: folder }) });
  const catalogue = given.catalogue ?? catalogueOf(config.rubrics);
  const version = '0.0.0-test';
  const metrics = given.operations?.metrics ?? openMetrics(version);
  // Who sends the requests of a test keeps the same event loop busy: that alone is to turn none of them away.
  const usualSettings = { ...config.operations, lateMs: 0 };
  const { limits, answersInFlight, lateMs, ...settings } = { ...usualSettings, ...given.settings };
  const { mostPerAddress } = { ...defaultConnections, ...given.settings?.connections };
  const ownDoor = createOwnDoor();
  const queue = { now: () => performance.now(), whenReached: ownDoor.knock, waitMs: () => 0 };
  const lateness = given.operations?.lateness ?? watchLateness(lateMs, queue);
  const operations: Operations = {
    log: logTo('debug', { write: log }),
    metrics,
    gate: openGate({ limits: openLimits(limits), metrics, lateness, most: answersInFlight }),
    lateness,
    ownDoor,
    trustProxy: settings.trustProxy,
    mostPerAddress,
    ready: store.ping,
    stopping: new AbortController().signal,
    ongoing: createOngoing(),
    close: async () => undefined,
    ...given.operations,
  };
  const grader = createGrader({ catalogue, version });
  const { grades, batches, transcripts, keys, invitations, endedSessions, fleet } = store;
  const door: Door =
    secret === undefined ? { kind: 'open' } : { kind: 'guarded', keys, invitations, endedSessions, secret, publicUrl };
  const forget = forgetReplies(data, fleet);
  const usual = {
    catalogue,
    grader,
    explain: heuristicsHere(catalogue).explain,
    grades,
    batches,
    transcripts,
    invitations,
    door,
    forget,
    model: null,
    wake: () => undefined,
    config,
    version,
  };
  return { ...usual, ...given, operations };
}
