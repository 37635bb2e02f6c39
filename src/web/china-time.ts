const dateTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function part(parts: readonly Intl.DateTimeFormatPart[], type: string): string {
  return parts.find((one) => one.type === type)?.value ?? '';
}

/** 2026年1月20日 09:30, by the clock of Asia/Shanghai. */
export function chinaDateTime(time: Date): string {
  const parts = dateTime.formatToParts(time);
  const [year, month, day] = ['year', 'month', 'day'].map((type) => part(parts, type));
  return `${year}年${month}月${day}日 ${part(parts, 'hour')}:${part(parts, 'minute')}`;
}

/** 2026年1月20日, by the calendar of Asia/Shanghai. */
export function chinaDay(time: Date): string {
  const [day = ''] = chinaDateTime(time).split(' ');
  return day;
}

/** 09:30, by the clock of Asia/Shanghai. */
export function chinaClock(time: Date): string {
  return clock.format(time);
}

/** `2026-01-20T09:30` for a `datetime-local` field. */
export function chinaLocalField(time: Date): string {
  return new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** `2026-01-20`, by the calendar of Asia/Shanghai. */
export function chinaDate(time: Date): string {
  return chinaLocalField(time).slice(0, 10);
}
