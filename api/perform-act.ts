/** Doing: what the caller said becomes an act, the route decides, and the answer says what it waits for now. */
import type { Act } from '../domain/acts.ts';
import { Act as ActSchema } from '../domain/acts.ts';
import { actingRoles } from '../domain/standing.ts';
import type { Said } from './act-body.ts';
import { findWhoMovedOn } from './moved-on.ts';
import type { ApiParts } from './parts.ts';
import { malformed, Problem, refused } from './problems.ts';
import type { Call, Reply } from './request.ts';
import type { Route } from './route.ts';
import { etagOf, findRoute, getRoute } from './route.ts';
import { findAnswer, onceSent, sendAct } from './send-act.ts';
import { acceptedView } from './views.ts';
import type { Kept } from './words.ts';
import { fieldKinds, fieldsAsWords, keepWords } from './words.ts';

export async function performAct(parts: ApiParts, call: Call): Promise<Reply> {
  const route = await getRoute(parts, call.caller, call.params['id'] ?? '');
  const { act, kept } = actOf(parts, route, call);
  const sent = { iom: route.row.id, namespace: await namespaceOf(parts, route), act };
  const given = await findAnswer(parts.prisma, sent);
  if (!given) refuseEarly(route, act);
  if (!given && kept.length > 0) await parts.prisma.words.createMany({ data: kept, skipDuplicates: true });
  const answer = given ?? (await sendAct(parts, sent));
  if ('refused' in answer) {
    const movedOnBy = await findWhoMovedOn(parts.prisma, sent.iom, answer.refused, act);
    throw refused(answer.refused, { movedOnBy });
  }
  return onceSent(act.key, accepted(parts, sent.iom));
}

/**
 * What the rows alone can tell, in the order in which the route would: it saves it the trouble, and `record` asks again.
 */
function refuseEarly({ row, iom, standing }: Route, { act, by }: Act): void {
  if (row.state === 'opening') throw new Problem('stillOpening', { headers: { 'Retry-After': '5' } });
  if (row.state === 'closed' && act !== 'retryMail')
    throw new Problem('routeClosed', { details: row.outcome ? [row.outcome] : [] });
  if (actingRoles(standing).includes(by.role)) return;
  throw new Problem(by.person === iom.educator ? 'ownIom' : 'roleNotHeld', {
    basis: iom.process.roles[by.role]?.basis,
    details: [by.role],
  });
}

function actOf(
  { proofKey }: ApiParts,
  { row, iom }: Route,
  { caller, body, key, ifRevision }: Call,
): { act: Keyed; kept: Kept[] } {
  const said = body as Said;
  const { as, ...rest } = said;
  const spoken =
    'fields' in rest ? { ...rest, fields: fieldsAsWords(rest.fields as Fields, fieldKinds(iom, said)) } : rest;
  const words = keepWords(spoken, { iom: row.id, key, author: caller.id, secret: proofKey });
  const act = {
    ...words.body,
    by: { person: caller.id, role: as },
    key,
    ...(ifRevision !== undefined && { ifRevision }),
  };
  return { act: parseAct(act), kept: words.kept };
}

type Fields = Record<string, unknown>;
type Keyed = Act & { key: string };

/** In bytes: an act lies in the route's history for years, and is sent whole to whoever looks at it. */
const largestAct = 128 * 1024;

/** The body had the right shape; what became of its fields must have it, too. */
export function parseAct(act: object): Keyed {
  if (Buffer.byteLength(JSON.stringify(act)) > largestAct) throw new Problem('actTooLarge');
  const parsed = ActSchema.safeParse(act);
  if (!parsed.success) throw malformed(parsed.error);
  const { by: _by, ...said } = parsed.data;
  const inherited = inheritedNames(said, '');
  if (inherited.length > 0)
    throw new Problem('malformed', { errors: inherited.map((pointer) => ({ pointer, message: 'code' })) });
  return parsed.data as Keyed;
}

/** Places of codes such as "constructor": every object has them, so a look into an edition would find what is not there. */
function inheritedNames(value: unknown, pointer: string): string[] {
  if (typeof value === 'string') return value in Object.prototype ? [pointer] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const place = `${pointer}/${name}`;
    return !Array.isArray(value) && name in Object.prototype ? [place] : inheritedNames(each, place);
  });
}

async function namespaceOf({ prisma }: ApiParts, { row }: Route): Promise<string> {
  const { namespace } = await prisma.region.findUniqueOrThrow({
    where: { code: row.regionCode },
    select: { namespace: true },
  });
  return namespace;
}

/** Read after the act: the row holds it, or something later. */
export async function accepted({ prisma }: Pick<ApiParts, 'prisma'>, id: string): Promise<Reply> {
  const route = await findRoute(prisma, id);
  if (!route) throw new Error(`${id} was accepted and has no row`);
  return { body: await acceptedView(prisma, route), etag: etagOf(route.row) };
}
