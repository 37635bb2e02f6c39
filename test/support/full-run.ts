/**
 * Whether the suite repeats what chance decides as often as the published figures say (`FULL=1 npm test`):
 * fifty kills, thirty elections for the attacker, the whole vote at both widths. Without it each runs too,
 * fewer times, so that the suite stays under fifteen minutes on two cores.
 */
export const fullRun = process.env.FULL === '1';
