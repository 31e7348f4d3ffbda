/** People at the API whose every request is kept with its answer: what the service has to account for afterwards. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Asked } from '../../scripts/api-client.ts';
import { Caller } from '../../scripts/api-client.ts';

/** Times in milliseconds of one monotonic clock; `answer` is null when none came. */
export type Exchange = {
  person: string;
  key: string;
  method: string;
  path: string;
  body: unknown;
  sent: number;
  answered: number;
  answer: Answer | null;
};
export type Recorder = { person: string; log: Exchange[] };

export class RecordingCaller extends Caller {
  readonly #recorder: Recorder;

  constructor(base: string, token: string, recorder: Recorder) {
    super(base, token);
    this.#recorder = recorder;
  }
  override async ask(method: string, path: string, body?: unknown, asked: Asked = {}): Promise<Answer> {
    const { person, log } = this.#recorder;
    const key = asked.key ?? randomUUID();
    const sent = performance.now();
    const answer = await super.ask(method, path, body, { ...asked, key }).catch((error: unknown) => error as Error);
    const came = answer instanceof Error ? null : answer;
    log.push({ person, key, method, path, body, sent, answered: performance.now(), answer: came });
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

const repeatsFor = 120_000;

/** What clients are told to do: the same key again until the outcome is known. */
export class PatientCaller extends RecordingCaller {
  override async ask(method: string, path: string, body?: unknown, asked: Asked = {}): Promise<Answer> {
    const key = asked.key ?? randomUUID();
    const until = performance.now() + repeatsFor;
    for (;;) {
      const answer = await super.ask(method, path, body, { ...asked, key });
      if (answer.status !== 503 || performance.now() > until) return answer;
      await sleep(200);
    }
  }
}
