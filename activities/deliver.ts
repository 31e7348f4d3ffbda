import type { Delivery } from '../domain/recorded.ts';
export function createDeliver(_parts: object) { return async (_iom: string): Promise<Delivery> => ({ accepted: 0, refused: 0, dropped: 0 }); }
