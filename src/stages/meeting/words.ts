import { chinaDateTime } from '../../web/china-time.ts';

/** 2026年1月20日 from `2026-01-20`. */
export function dayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** 2026年1月20日 9:00 in the time of China. */
export function timeInWords(time: Date): string {
  return chinaDateTime(time);
}
