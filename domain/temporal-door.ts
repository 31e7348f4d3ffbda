/** What may come through Temporal, where nobody was asked for a token: repairs, by those who repair. */
import type { Act } from './acts.ts';
import { temporalDoorActs } from './acts.ts';
import type { Iom } from './iom.ts';

export function opensTemporalDoor({ process }: Iom, { act, by }: Act): boolean {
  return (temporalDoorActs as readonly string[]).includes(act) && process.repair.by.includes(by.role);
}
