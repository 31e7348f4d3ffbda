/** Rows and state as answers: codes beside their titles, clauses, people as initials. */
import type { z } from 'zod';
import type { Actor } from '../domain/iom.ts';
import { nextMoment } from '../domain/next-moment.ts';
import { findDuty } from '../domain/process.ts';
import type { OpenDuty, PrismaClient } from '../prisma/generated/client.ts';
import type { Accepted, DutiesView, IomView, Waiting } from './answers.ts';
import type { PinnedEdition } from './editions.ts';
import type { Who } from './people.ts';
import { findWho } from './people.ts';
import { clauseOf } from './problems.ts';
import type { Route } from './route.ts';
import { titlesOf } from '../domain/titles.ts';

type AsWho = (id: string) => Who;
type Seen = Omit<Route, 'standing'>;

export function waitingView(row: OpenDuty, edition: PinnedEdition, who: AsWho): Waiting {
  const titles = titlesOf(edition.regulation);
  const duty = findDuty(edition.process, row.duty);
  const clause = clauseOf(duty?.basis);
  return {
    duty: row.duty,
    title: titles.duties[row.duty] ?? row.duty,
    does: duty?.does ?? 'record',
    role: row.role,
    roleTitle: titles.roles[row.role] ?? row.role,
    person: row.personId ? who(row.personId) : null,
    round: row.round,
    since: row.since.toISOString(),
    due: row.due?.toISOString() ?? null,
    overdue: row.overdue,
    blocking: row.blocking,
    ...(clause && { clause }),
  };
}

export async function waitingOf(prisma: PrismaClient, { row, edition }: Seen): Promise<Waiting[]> {
  const duties = await prisma.openDuty.findMany({
    where: { iomId: row.id },
    orderBy: [{ due: 'asc' }, { duty: 'asc' }, { role: 'asc' }],
  });
  const who = await findWho(
    prisma,
    duties.flatMap(({ personId }) => personId ?? []),
  );
  return duties.map((each) => waitingView(each, edition, who));
}

export async function acceptedView(prisma: PrismaClient, route: Seen): Promise<z.infer<typeof Accepted>> {
  const { row, edition } = route;
  const { stages } = titlesOf(edition.regulation);
  return {
    iom: row.id,
    state: row.state,
    stage: row.stage ? { code: row.stage, title: stages[row.stage] ?? row.stage } : null,
    flags: row.flags,
    outcome: row.outcome,
    revision: row.revision,
    actRevision: row.actRevision,
    waiting: await waitingOf(prisma, route),
  };
}

export async function iomView(prisma: PrismaClient, route: Route): Promise<z.infer<typeof IomView>> {
  const { row, iom, edition, standing } = route;
  const { roles } = titlesOf(edition.regulation);
  const who = await findWho(prisma, [row.educatorId, ...Object.values(iom.assigned)]);
  const organisation = await prisma.organisation.findUniqueOrThrow({
    where: { id: row.organisationId },
    include: { municipality: true },
  });
  const moment = nextMoment(iom);
  return {
    ...(await acceptedView(prisma, route)),
    educator: who(row.educatorId),
    organisation: { id: organisation.id, name: organisation.name },
    municipality: { id: organisation.municipality.id, name: organisation.municipality.name },
    region: pick(edition.regulation.region),
    edition: { hash: edition.hash, name: edition.name },
    way: iom.way,
    team: Object.entries(iom.assigned).map(([role, person]) => ({
      role,
      roleTitle: roles[role] ?? role,
      person: who(person),
    })),
    planVersion: iom.plan.version,
    clock: iom.clock,
    next: moment && { at: moment.at, what: moment.what, ...(moment.duty && { duty: moment.duty }) },
    warnings: iom.warnings,
    openedAt: row.openedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    you: standing.map(({ role, relation }) => ({ role, roleTitle: roles[role] ?? role, relation })),
  };
}
function pick({ code, name, timeZone }: { code: string; name: string; timeZone: string }) {
  return { code, name, timeZone };
}

export async function dutiesView(prisma: PrismaClient, route: Route): Promise<z.infer<typeof DutiesView>> {
  const { iom, edition } = route;
  const titles = titlesOf(edition.regulation);
  const who = await findWho(
    prisma,
    Object.values(iom.done).flatMap(({ by }) => by.map(({ person }) => person)),
  );
  const done = Object.entries(iom.done).map(([duty, { outcome, round, on, by }]) => {
    const clause = clauseOf(findDuty(iom.process, duty)?.basis);
    const title = titles.duties[duty] ?? duty;
    return {
      duty,
      title,
      outcome,
      round,
      on,
      by: by.map((each) => actorView(each, titles.roles, who)),
      ...(clause && { clause }),
    };
  });
  return { iom: iom.id, timeZone: iom.process.region.timeZone, waiting: await waitingOf(prisma, route), done };
}

export function actorView({ role, person }: Actor, roles: Record<string, string>, who: AsWho) {
  return { role, roleTitle: roles[role] ?? role, person: who(person) };
}
