import { type Finding, stateOf } from './finding.ts';

/** Clocks of two machines may differ by so much, in milliseconds. */
const tolerated = 60_000;

/**
 * Whether this machine's clock agrees with the database's and does not lie before what was already
 * recorded: every time in the record comes from here.
 */
export function checkClock(times: {
  readonly here: Date;
  readonly database: Date;
  /** When the last entry of any trail was recorded; null in a new installation. */
  readonly lastRecorded: Date | null;
}): Finding {
  const { here, database, lastRecorded } = times;
  const apart = Math.abs(database.getTime() - here.getTime()) >= tolerated;
  const back = lastRecorded !== null && lastRecorded.getTime() > here.getTime() + tolerated;
  const words = back
    ? '比最后一条留痕记录还早。请校准系统时间（时区 Asia/Shanghai）后再用。'
    : apart
      ? '与数据库的时间相差超过一分钟。请校准两边的系统时间。'
      : here.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
  return { what: '时钟', state: stateOf(!apart && !back), words };
}
