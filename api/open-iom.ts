/** Opening: refused before anything is written, or reserved and then started. */
import type { ActOf } from '../domain/acts.ts';
import { decide } from '../domain/decide.ts';
import type { Refusal } from '../domain/refusals.ts';
import { isRefusal, refuse } from '../domain/refusals.ts';
import { actingRoles, standingOf } from '../domain/standing.ts';
import type { Iom as IomRow } from '../prisma/generated/client.ts';
import { actDigest } from '../proof/act-digest.ts';
import type { OpenSaid } from './act-body.ts';
import type { Beginning } from './opening.ts';
import { beginningOf } from './opening.ts';
import type { ApiParts } from './parts.ts';
import { accepted, parseAct } from './perform-act.ts';
import { Problem, refused } from './problems.ts';
import type { Call, Reply } from './request.ts';
import type { Spoken } from './reserve.ts';
import { reserve } from './reserve.ts';
import { demandReachable, onceSent, outcomeUnknown } from './send-act.ts';
import { editionOf } from './editions.ts';
import { startRoute } from './start-route.ts';
import { fieldsAsWords, keepWords, openingKinds } from './words.ts';

export async function openIom(parts: ApiParts, call: Call): Promise<Reply> {
  const earlier = await findReserved(parts, call);
  if (earlier) return start(parts, earlier);
  const said = call.body as OpenSaid;
  const beginning = await beginningOf(parts, said, call.caller);
  if (!beginning) throw personUnknown();
  const spoken = (iom: string) => spokenFor(parts, call, beginning.iom.process, iom);
  refuseBeginning(beginning, spoken, call, parts.clock());
  await demandReachable(parts, call.key);
  const reserving = reserve(parts.prisma, { beginning, spoken, key: call.key, now: parts.clock() });
  const row = await onceSent(call.key, reserving);
  return start(parts, row ?? (await getReserved(parts, call)));
}

function personUnknown(): Problem {
  return new Problem('personUnknown', { errors: [{ pointer: '/educator', message: 'id' }] });
}

async function start(parts: ApiParts, row: IomRow): Promise<Reply> {
  if (row.state !== 'opening' && row.revision > 0) return created(parts, row.id);
  const answer = await startRoute(parts, row).catch((error: unknown) => {
    // the number is given out and the sweep will go on with it: it would not be true that nothing has changed
    throw error instanceof Problem && error.code !== 'notSent' ? error : outcomeUnknown(row.openingKey, error);
  });
  if ('refused' in answer) throw refused(answer.refused);
  return onceSent(row.openingKey, created(parts, row.id));
}
async function created(parts: ApiParts, id: string): Promise<Reply> {
  return { ...(await accepted(parts, id)), status: 201, headers: { Location: `/api/v1/ioms/${id}` } };
}

/** The same key may come again, with the same body and from the same person only. */
async function findReserved(parts: ApiParts, call: Call): Promise<IomRow | null> {
  const row = await parts.prisma.iom.findUnique({ where: { openingKey: call.key } });
  if (!row) return null;
  const said = call.body as OpenSaid;
  const first = row.opening as unknown as ActOf<'open'>;
  const beginning = row.beginning as { facts?: string[]; previous?: string | null };
  const { process } = await editionOf(parts.prisma, row.editionHash);
  const isSame =
    first.by.person === call.caller.id &&
    row.educatorId === said.educator &&
    (said.employment ?? row.employmentId) === row.employmentId &&
    (said.previous ?? null) === (beginning.previous ?? null) &&
    sorted(said.facts.filter((fact) => Object.hasOwn(process.facts, fact))) === sorted(beginning.facts ?? []) &&
    actDigest(first) === actDigest(spokenFor(parts, call, process, row.id).act);
  if (!isSame) throw new Problem('keyReused');
  return row;
}
function sorted(codes: string[]): string {
  return codes.toSorted().join(' ');
}

async function getReserved(parts: ApiParts, call: Call): Promise<IomRow> {
  const row = await findReserved(parts, call);
  if (!row) throw new Problem('stillOpening', { headers: { 'Retry-After': '1' } });
  return row;
}

function spokenFor(
  { proofKey }: ApiParts,
  { body, caller, key }: Call,
  process: Process,
  iom: string,
): ReturnType<Spoken> {
  const { educator: _e, employment: _m, facts: _f, previous: _p, as, ...said } = body as OpenSaid;
  const fields = fieldsAsWords((said['fields'] ?? {}) as Record<string, unknown>, openingKinds(process, said.way));
  const words = keepWords({ ...said, fields }, { iom, key, author: caller.id, secret: proofKey });
  return { act: parseAct({ act: 'open', ...words.body, by: { person: caller.id, role: as }, key }), kept: words.kept };
}
type Process = Beginning['iom']['process'];

/** What the route would say is said here, so that nothing is written for an opening that is not allowed. */
function refuseBeginning({ iom }: Beginning, spoken: Spoken, { caller }: Call, now: Date): void {
  const at = now.toISOString();
  const roles = actingRoles(standingOf(iom, caller, at));
  if (roles.length === 0) throw personUnknown();
  const { act } = spoken('');
  const decision = decide(iom, act, at);
  if (isRefusal(decision) && (roles.includes(act.by.role) || tellsMore.has(decision.refusal))) throw refused(decision);
  if (!roles.includes(act.by.role)) throw refused(refuse('roleNotHeld', undefined, [act.by.role]));
}
/** Where the edition itself says why this person may not, that says more than "does not hold the role". */
const tellsMore: ReadonlySet<Refusal['refusal']> = new Set(['ownIom', 'notYourRole']);
