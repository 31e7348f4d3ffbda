/** The part of an act that says who wants to do what, without its content: enough to say whether it is possible at all. */
import type { ActName } from './acts.ts';
import type { Actor } from './iom.ts';

export type Asked = {
  act: ActName;
  by: Actor;
  way?: string | undefined;
  duty?: string | undefined;
  outcome?: string | undefined;
  item?: string | undefined;
  step?: string | undefined;
  amendment?: string | undefined;
  notice?: string | undefined;
  about?: string | undefined;
  signer?: Actor | undefined;
};
