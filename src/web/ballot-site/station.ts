import type { Role } from '../../rules/access.ts';

/**
 * A scrutineer's or the chief's own device (钥匙页、票码页、开箱页). It shows a token in the header
 * `Authorization: Bearer …`, never a cookie, so that a page from a USB stick can call as well.
 */
export interface Station {
  readonly stationId: string;
  readonly personId: string;
  readonly name: string;
  readonly congressId: string;
  readonly meetingId: string;
  /** Roles that the person holds in this meeting now. */
  readonly roles: readonly Role[];
}
