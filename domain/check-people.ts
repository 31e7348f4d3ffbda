/** Roles: there is one owner, everybody asked can exist by then, nobody stands in for the owner's own case. */
import { dutiesIn } from './check-duties.ts';
import type { Checks, Finding } from './finding.ts';
import { allDuties, stageIndexOf } from './process.ts';
import type { Regulation } from './regulation.ts';

type Found = Omit<Finding, 'check'>[];

/** By these somebody else answers for a route. */
const judging: readonly string[] = ['AGREE', 'APPROVE', 'REFER'];

function heldBy(r: Regulation, role: string): string | undefined {
  return r.roles[role]?.heldBy;
}
function named(roles: string[]): string {
  return roles.map((role) => `«${role}»`).join(', ');
}

export const peopleChecks: Checks<Regulation> = {
  thereIsOneOwner: (r) => {
    const owners = Object.keys(r.roles).filter((role) => heldBy(r, role) === 'owner');
    return owners.length === 1
      ? []
      : [{ path: ['roles'], says: 'ролью самого педагога (heldBy: owner) должна быть ровно одна' }];
  },

  assignedRolesAreAssignedBySomebody: (r) =>
    Object.entries(r.roles)
      .filter(([, role]) => (role.heldBy === 'assignment') !== Boolean(role.assignedBy))
      .map(([role]) => ({
        path: ['roles', role],
        says: 'assignedBy (кто назначает) нужно ролям с heldBy: assignment, и только им',
      })),

  /**
   * CONFIRM stays open to the owner alone or together with others: teachers confirm that they take part, or a list
   * drawn up jointly. As one of several who may, the owner would confirm in somebody else's place.
   */
  nobodyJudgesTheOwn: (r) =>
    dutiesIn(r).flatMap(({ duty: { verdict, by, byAll }, path }): Found => {
      const roles = byAll ?? by ?? [];
      const owner = roles.find((role) => heldBy(r, role) === 'owner');
      const judges =
        verdict !== undefined && (judging.includes(verdict) || (verdict === 'CONFIRM' && !byAll && roles.length > 1));
      return owner && judges
        ? [
            {
              path: [...path, byAll ? 'byAll' : 'by'],
              says: `«${owner}» — это сам педагог, а о своём маршруте такого решения (${verdict}) не принимает никто; ему остаются SIGN, ACKNOWLEDGE и CONFIRM от себя`,
            },
          ]
        : [];
    }),

  onlyAssignedRolesAreAssigned: (r) =>
    dutiesIn(r).flatMap(({ duty, path }) =>
      (duty.assigns ?? [])
        .filter((role) => r.roles[role] && heldBy(r, role) !== 'assignment')
        .map((role) => ({
          path: [...path, 'assigns'],
          says: `роль «${role}» не назначается на маршрут, у неё heldBy: ${heldBy(r, role)}`,
        })),
    ),

  everyDutyCanBePerformed: (r) => dutiesIn(r).flatMap((at) => unperformable(r, at)),

  whoStartsIsThereAlready: (r) =>
    r.start.flatMap(({ by }, index) =>
      by
        .filter((role) => heldBy(r, role) === 'assignment')
        .map((role) => ({
          path: ['start', index, 'by'],
          says: `роль «${role}» назначают на маршрут, до его начала её ни у кого нет`,
        })),
    ),

  standInsAreSomebodyElse: (r) =>
    r.standIns.flatMap(({ acts, insteadOf, when }, index): Found => {
      const path = ['standIns', index, 'acts'];
      const ownersOwn = when.some((condition) => 'ownerHolds' in condition && condition.ownerHolds === acts);
      if (heldBy(r, acts) === 'owner' || ownersOwn)
        return [{ path, says: `«${acts}» — это сам педагог: за себя не действует никто` }];
      return insteadOf.includes(acts) ? [{ path, says: `«${acts}» не может заменять себя` }] : [];
    }),

  ownersOfficesAreOffices: (r) =>
    r.standIns.flatMap(({ when }, index) =>
      when.flatMap((condition): Found => {
        const held = 'ownerHolds' in condition ? heldBy(r, condition.ownerHolds) : undefined;
        return held === 'owner' || held === 'assignment' || held === 'system'
          ? [
              {
                path: ['standIns', index, 'when'],
                says: 'ownerHolds называет должность (heldBy: organisation, municipality или region)',
              },
            ]
          : [];
      }),
    ),

  escalationsReachAPerson: (r) =>
    Object.entries(r.escalations).flatMap(([chain, { to }]) => {
      const deaf = to.filter((role) => ['owner', 'system'].includes(heldBy(r, role) ?? ''));
      return deaf.length > 0
        ? [
            {
              path: ['escalations', chain, 'to'],
              says: `${named(deaf)}: цепочка ведёт к должностным лицам, а не к педагогу и не к системе`,
            },
          ]
        : [];
    }),

  escalationsReachSomebodyElse: (r) =>
    dutiesIn(r).flatMap(({ duty, path }): Found => {
      const chain = duty.within?.escalate;
      const owing = [...(duty.by ?? []), ...(duty.byAll ?? [])];
      const to = chain === undefined ? undefined : r.escalations[chain]?.to;
      return to && to.every((role) => owing.includes(role))
        ? [
            {
              path: [...path, 'within', 'escalate'],
              says: `цепочка «${chain}» ведёт только к тем, кто и так должен (${named(to)})`,
            },
          ]
        : [];
    }),

  repairIsOthersWork: (r) =>
    r.repair.by
      .filter((role) => ['owner', 'assignment', 'system'].includes(heldBy(r, role) ?? ''))
      .map((role) => ({
        path: ['repair', 'by'],
        says: `«${role}» участвует в самом маршруте; исправляет тот, кто в нём не участвует`,
      })),

  repairKnowsThePause: (r) => {
    const has = (act: 'suspend' | 'resume'): boolean => r.repair.acts.includes(act);
    const path = ['repair', 'acts'];
    if (has('suspend') !== has('resume'))
      return [{ path, says: 'suspend и resume указывают вместе: что приостановлено, надо возобновить' }];
    return has('suspend') && !r.suspension
      ? [{ path, says: 'suspend и resume невозможны: в suspension сказано null' }]
      : [];
  },
};

/** A role that is assigned acts only where somebody assigns it, and not before. */
function unperformable(r: Regulation, { duty, stage, path }: ReturnType<typeof dutiesIn>[number]): Found {
  const roles = duty.byAll ?? duty.by ?? [];
  const asked = roles.filter((role) => heldBy(r, role) === 'assignment' && !isOnlyIfAssigned(role));
  const late = asked.filter((role) => !assignedUpTo(role));
  const blocked = duty.byAll ? late.length > 0 : late.length > 0 && late.length === roles.length;
  return blocked
    ? [{ path, says: `некому исполнить: к этому этапу ни одна обязанность не назначает ${named(late)}` }]
    : [];

  function isOnlyIfAssigned(role: string): boolean {
    return duty.onlyIf !== undefined && 'assigned' in duty.onlyIf && duty.onlyIf.assigned === role;
  }
  function assignedUpTo(role: string): boolean {
    return allDuties(r).some((each) => each.assigns?.includes(role) && stageIndexOf(r, each.duty) <= stage);
  }
}
