/** Who is told of what, on whole lives of routes: the engine decides, the notices of each entry are looked at. */
import { carryOut } from '../../domain/carry-out.ts';
import { noticesOf } from '../../domain/notices.ts';
import type { Notice } from '../../domain/notices.ts';
import {
  agreed,
  approved,
  card,
  carriedOut,
  closed,
  comment,
  designing,
  drafted,
  items,
  masterClass,
  opened,
  signed,
  teamed,
} from './bashkortostan-life.ts';
import type { Route } from './driver.ts';

/** The notices of every entry, oldest first. */
function told(route: Route): Notice[][] {
  let iom = route.began;
  return route.entries.map((entry) => {
    const before = iom;
    iom = carryOut(iom, entry);
    return noticesOf(before, iom, entry);
  });
}
function lastTold(route: Route): Notice[] {
  return told(route).at(-1)!;
}
/** "kind duty → role" */
function brief(notices: Notice[]): string[] {
  return notices.map(({ kind, duty, role }) => [kind, duty, '→', role].filter(Boolean).join(' ')).toSorted();
}
const withdrawn = (route: Route) =>
  route.do('tutor', 'amend', { amendment: 'correction', items: [...items, masterClass], comment });

describe('a duty that opens', () => {
  it('is told to every role that owes it, with its last day', () => {
    const [first] = told(opened());
    expect(brief(first!)).toEqual(
      expect.arrayContaining([
        'dutyOpened openingMeeting → cnppmHead',
        'dutyOpened team → cnppmHead',
        'opened → educator',
      ]),
    );
    const assigning = first!.find(({ duty }) => duty === 'team')!;
    expect(assigning).toMatchObject({
      round: 1,
      about: { due: '2027-01-25T18:59:59.999Z', on: '2027-01-11T05:00:00.000Z' },
    });
    expect(assigning.about['basis']).toMatch(/^source /);
  });

  it('is told to nobody while it is merely possible', () => {
    expect(
      told(opened())
        .flat()
        .map(({ duty }) => duty),
    ).not.toContain('reflect');
  });

  it('is told to all who sign together', () => {
    expect(brief(lastTold(drafted()))).toEqual(
      expect.arrayContaining(['dutyOpened signCard → educator', 'dutyOpened signCard → regionalMethodologist']),
    );
  });

  it('is not told when it was fulfilled within the same entry', () => {
    const route = drafted();
    route.do('tutor', 'plan', { duty: 'draft', plan: card });
    expect(brief(lastTold(route)).filter((each) => each.includes(' draft '))).toEqual([]);
  });
});

describe('a verdict', () => {
  it('is told to the owner', () => {
    expect(brief(lastTold(agreed()))).toEqual(['dutyOpened approve → schoolHead', 'verdictGiven agree → educator']);
  });

  it('that refuses is told to the owner and to whoever must act again, with the duty that refused', () => {
    const notices = lastTold(signed().do('cnppmHead', 'decide', { duty: 'agree', outcome: 'refused', comment }));
    expect(brief(notices)).toEqual(
      expect.arrayContaining(['verdictRefused agree → educator', 'returned draft → tutor']),
    );
    expect(notices.find(({ kind }) => kind === 'returned')).toMatchObject({
      round: 2,
      about: { because: 'agree', outcome: 'refused' },
    });
  });

  it('entered from paper is told to the person who gave it, who may not know', () => {
    const route = agreed();
    const signer = { person: 'p-schoolhead', role: 'schoolHead' };
    const outside = { on: '2027-01-11', order: '7' };
    route.do('regionalAdministrator', 'recordOnPaper', { duty: 'approve', signer, outside, reason: 'paperVerdict' });
    expect(lastTold(route)).toContainEqual(
      expect.objectContaining({ kind: 'enteredOnPaper', person: 'p-schoolhead', duty: 'approve' }),
    );
  });
});

describe('people who are assigned', () => {
  it('learn of it, and those whom the edition names are told that it is done', () => {
    const notices = brief(lastTold(teamed()));
    expect(notices).toEqual(
      expect.arrayContaining(['assigned → tutor', 'done team → educator', 'done team → schoolHead']),
    );
  });

  it('in the place of somebody else inherit what waits there, and whoever leaves is told so', () => {
    const route = designing().do('regionalAdministrator', 'reassign', {
      people: { tutor: 'p-other' },
      reason: 'dismissal',
    });
    const notices = lastTold(route);
    expect(brief(notices)).toEqual(['assigned → tutor', 'dutyOpened draft → tutor', 'unassigned → tutor']);
    expect(notices.find(({ kind }) => kind === 'unassigned')).toMatchObject({ person: 'p-tutor' });
  });
});

describe('time that passes', () => {
  it('reminds those who owe the duty', () => {
    const route = agreed().pass({ days: 4 });
    expect(brief(lastTold(route))).toEqual(['reminded approve → schoolHead']);
  });

  it('tells a lapse to those who are late, and the escalation to whom it goes, saying who is late', () => {
    const notices = lastTold(agreed().pass({ days: 8 }));
    expect(brief(notices)).toEqual(['escalated approve → cnppmHead', 'lapsed approve → schoolHead']);
    expect(notices.find(({ kind }) => kind === 'escalated')!.about).toMatchObject({ late: ['schoolHead'] });
  });

  it('tells the lapse once, and of the rungs passed while nobody looked only the latest', () => {
    const notices = lastTold(agreed().sleep({ days: 16 }));
    expect(brief(notices)).toEqual(['escalated approve → regionalAdministrator', 'lapsed approve → schoolHead']);
  });

  it('tells a chain without delay between its links to all of its links', () => {
    const route = approved().pass({ years: 1, days: 20 });
    const chain = told(route)
      .flat()
      .filter(({ kind }) => kind === 'termEscalated');
    expect(brief(chain)).toEqual(expect.arrayContaining(['termEscalated → cnppmHead', 'termEscalated → schoolHead']));
  });

  it('reminds of the term of the route, and says when it is over', () => {
    const notices = told(approved().pass({ years: 1, days: 1 })).flat();
    expect(brief(notices)).toEqual(expect.arrayContaining(['termReminded → educator', 'termLapsed → tutor']));
  });

  it('says nothing of a duty that was done in the meantime', () => {
    const route = approved().pass({ days: 30 });
    expect(
      told(route)
        .flat()
        .filter(({ kind, duty }) => kind === 'reminded' && duty === 'approve'),
    ).toEqual([]);
  });
});

describe('changes and the end', () => {
  it('an amendment in force is told to the owner and to those the edition names', () => {
    const route = withdrawn(approved());
    for (const role of ['educator', 'regionalMethodologist', 'tutor']) {
      if (
        route.waiting.includes('signCorrection') &&
        !route.refusalOf(role, 'decide', { duty: 'signCorrection' }).includes('Role')
      ) {
        route.do(role, 'decide', { duty: 'signCorrection' });
      }
    }
    expect(route.events('amended')).toHaveLength(1);
    const notices = brief(
      told(route)
        .flat()
        .filter(({ kind }) => kind === 'amended'),
    );
    expect(notices).toEqual(['amended → cnppmHead', 'amended → educator', 'amended → schoolHead']);
  });

  it('the end is told to those the edition names, with how it ended', () => {
    const notices = lastTold(closed()).filter(({ kind }) => kind === 'closed');
    expect(brief(notices)).toEqual(
      ['cnppmHead', 'educator', 'regionalMethodologist', 'schoolHead', 'tutor'].map((role) => `closed → ${role}`),
    );
    expect(notices[0]!.about).toMatchObject({ outcome: 'completed' });
  });

  it('nothing is asked of anybody once the route is cancelled', () => {
    const notices = lastTold(carriedOut().do('cnppmHead', 'cancel', { comment }));
    expect(new Set(notices.map(({ kind }) => kind))).toEqual(new Set(['closed']));
  });
});

it('no notice holds a word that somebody wrote: codes, dates and numbers only', () => {
  const values = told(closed())
    .flat()
    .flatMap(({ about }) => Object.values(about).flat());
  const plain = /^(source|default) .+|[A-Za-z0-9.:-]+$/;
  expect(values.filter((value) => typeof value !== 'boolean' && !plain.test(String(value)))).toEqual([]);
});
