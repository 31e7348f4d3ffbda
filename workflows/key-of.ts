/**
 * The key by which `record` knows an act again. A worker that dies after a commit does its work once more, perhaps with
 * messages before it that had not come then, and must give every act the key it had: an update is known by its id, the
 * others are counted, each name apart, so that one kind cannot take the keys of another.
 */
import { currentUpdateInfo, getRandomStream } from '@temporalio/workflow';

export function keyOf(name: string, act?: unknown): string {
  const given = [(act as { key?: unknown } | null | undefined)?.key, currentUpdateInfo()?.id];
  return given.find(isUuid) ?? getRandomStream(name).uuid4();
}

function isUuid(key: unknown): key is string {
  return typeof key === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key);
}
