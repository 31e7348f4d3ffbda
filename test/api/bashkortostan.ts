/** What the rows of Bashkortostan's catalogue are tried with: one running API, a fresh teacher for each route. */
import type { Response } from 'supertest';
import { TestApi } from '../support/api.ts';
import { asSeen, openRoute, routeAt, take } from '../support/routes.ts';
import type { Opened, Stage, Step } from '../support/routes.ts';
import { hireTeacher } from '../support/teachers.ts';

export class Bashkortostan {
  readonly api: TestApi;

  private constructor(api: TestApi) {
    this.api = api;
  }
  static async begin(): Promise<Bashkortostan> {
    return new Bashkortostan(await TestApi.open());
  }
  end(): Promise<void> {
    return this.api.close();
  }

  async at(stage: Stage): Promise<Opened> {
    return routeAt(this.api, stage, await hireTeacher(this.api.database.prisma));
  }
  async opened(): Promise<Opened> {
    return openRoute(this.api, await hireTeacher(this.api.database.prisma));
  }
  do(route: Opened, ...steps: Step[]): Promise<void> {
    return steps.reduce((before, step) => before.then(() => take(this.api, route, step)), Promise.resolve());
  }
  /** The answer to an act, whatever it is; a verdict names what its giver saw unless the body says otherwise. */
  async try(route: Opened, [person, body]: Step): Promise<Response> {
    const who = person === 'teacher' ? route.teacher : person;
    return this.api.post(who, `/api/v1/ioms/${route.id}/acts`, await asSeen(this.api, route.id, route.teacher, body));
  }
  /** Status and code in one, "409 dutyNotOpen"; "200" when it was accepted. */
  async answer(route: Opened, step: Step): Promise<string> {
    const { status, body } = await this.try(route, step);
    return [status, (body as { code?: string }).code].filter(Boolean).join(' ');
  }
  async read(route: Opened, path = ''): Promise<Record<string, unknown>> {
    return (await this.api.get(route.teacher, `/api/v1/ioms/${route.id}${path}`)).body as Record<string, unknown>;
  }
  /** The route once it is as wanted; a signal and a timer have no answer to wait for. */
  async readWhen(route: Opened, wanted: (iom: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (let tries = 0; tries < 400; tries += 1) {
      const iom = await this.read(route);
      if (wanted(iom)) return iom;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`not within ten seconds: ${String(wanted)}`);
  }
  async stage(route: Opened): Promise<string> {
    return ((await this.read(route))['stage'] as { code: string }).code;
  }
  async waiting(route: Opened): Promise<string[]> {
    const { waiting } = (await this.read(route)) as { waiting: { duty: string; role: string }[] };
    return [...new Set(waiting.map(({ duty }) => duty))].toSorted();
  }
  async pass(route: Opened, by: string): Promise<void> {
    const { status, body } = await this.api.post('administrator', '/api/v1/sandbox/fast-forward', {
      iom: route.id,
      by,
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }
  /** Mails of the route as "kind duty role", once they have left. */
  async mails(route: Opened): Promise<string[]> {
    const { mail } = this.api.database.prisma;
    const where = { iomId: route.id };
    for (let tries = 0; tries < 200 && (await mail.count({ where: { ...where, state: 'queued' } })) > 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const rows = await mail.findMany({ where: { ...where, state: 'accepted' }, orderBy: { createdAt: 'asc' } });
    return rows.map(({ kind, duty, role }) => [kind, duty, role].filter(Boolean).join(' '));
  }
  /** The same act as a Temporal signal, by the person's own hand and so without the API's proof. */
  async signal(route: Opened, name: string, payload: object): Promise<void> {
    await this.api.lab.client.workflow.getHandle(`iom-${route.id}`).signal(name, payload);
  }
}
