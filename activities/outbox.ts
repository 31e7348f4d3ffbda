import type { Tx } from './row.ts';
export async function queueMails(_tx: Tx, _asked: object): Promise<number> { return 0; }
export async function requeueRefused(_tx: Tx, _iom: string): Promise<number> { return 0; }
