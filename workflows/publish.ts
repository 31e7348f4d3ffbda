/**
 * What an administrator sees of a route: search attributes (they live without a worker) and current details.
 * Ids, codes and dates only; the titles come from the edition. Attributes are upserted only when one of them changes.
 */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { SearchAttributePair } from '@temporalio/common';
import { waitingFor } from '../domain/waiting-for.ts';
import type { Iom } from '../domain/iom.ts';
import { detailsOf } from './details.ts';
import type { Opening } from './messages.ts';

const stage = defineSearchAttributeKey('IomStage', SearchAttributeType.KEYWORD);
const waiting = defineSearchAttributeKey('IomWaitingFor', SearchAttributeType.KEYWORD_LIST);
const since = defineSearchAttributeKey('IomWaitingSince', SearchAttributeType.DATETIME);
const due = defineSearchAttributeKey('IomDueAt', SearchAttributeType.DATETIME);
const flags = defineSearchAttributeKey('IomFlags', SearchAttributeType.KEYWORD_LIST);
const organisation = defineSearchAttributeKey('IomOrganisation', SearchAttributeType.KEYWORD);
const municipality = defineSearchAttributeKey('IomMunicipality', SearchAttributeType.KEYWORD);
const edition = defineSearchAttributeKey('IomEdition', SearchAttributeType.KEYWORD);

export function publish(iom: Iom, words: Pick<Opening, 'titles' | 'page'>): void {
  const changed = searchAttributesOf(iom).filter(
    ({ key, value }) => !same(workflowInfo().typedSearchAttributes.get(key), value),
  );
  if (changed.length > 0) upsertSearchAttributes(changed);
  setCurrentDetails(detailsOf(iom, words));
}

export function searchAttributesOf(iom: Iom): SearchAttributePair[] {
  const blocking = iom.outcome ? [] : waitingFor(iom).filter((each) => each.blocking);
  const soonest = blocking.flatMap((each) => each.due ?? []).toSorted()[0];
  const oldest = blocking.map((each) => each.since).toSorted()[0];
  return [
    { key: stage, value: iom.outcome ?? iom.stage },
    { key: waiting, value: listed(blocking.map(({ role }) => role)) },
    { key: since, value: oldest ? new Date(oldest) : null },
    { key: due, value: soonest ? new Date(soonest) : null },
    { key: flags, value: listed(iom.flags) },
    { key: organisation, value: iom.place.organisation },
    { key: municipality, value: iom.place.municipality },
    { key: edition, value: iom.edition },
  ] as SearchAttributePair[];
}

/** An empty list and no list are one thing to the server. */
function listed(codes: string[]): string[] | null {
  return codes.length > 0 ? [...new Set(codes)].toSorted() : null;
}
function same(old: unknown, fresh: unknown): boolean {
  return JSON.stringify(old ?? null) === JSON.stringify(fresh ?? null);
}
