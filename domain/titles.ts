/** Titles of an edition in Russian by code, so that the Temporal UI and mails can speak it: they ride beside the process part. */
import type { Regulation } from './regulation.ts';
import { carryingOut } from './waiting-for.ts';

export type Titles = { roles: Record<string, string>; duties: Record<string, string>; stages: Record<string, string> };

export function titlesOf({ roles, stages }: Pick<Regulation, 'roles' | 'stages'>): Titles {
  const duties = [...stages.flatMap((stage) => stage.duties), { duty: carryingOut, title: 'Выполнение мероприятий' }];
  return {
    roles: Object.fromEntries(Object.entries(roles).map(([role, { title }]) => [role, title])),
    duties: Object.fromEntries(duties.map(({ duty, title }) => [duty, title])),
    stages: Object.fromEntries(stages.map(({ stage, title }) => [stage, title])),
  };
}
