import type { YearCalendar } from './working-days.ts';

/** The days from one to another, both included; within one month or over its end. */
function span(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); ) {
    days.push(new Date(at).toISOString().slice(0, 10));
    at += 86_400_000;
  }
  return days;
}

/**
 * Holidays and make-up working days (调休) as the General Office of the State Council published them, each year with the
 * number of its notice. A year that is not here is entered by a clerk, else weekends alone are left out.
 */
export const publishedYears: readonly YearCalendar[] = [
  {
    year: 2023,
    source: '国办发明电〔2022〕16号',
    holidays: [
      ...span('2022-12-31', '2023-01-02'),
      ...span('2023-01-21', '2023-01-27'),
      '2023-04-05',
      ...span('2023-04-29', '2023-05-03'),
      ...span('2023-06-22', '2023-06-24'),
      ...span('2023-09-29', '2023-10-06'),
    ],
    workdays: [
      ...['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06'],
      ...['2023-06-25', '2023-10-07', '2023-10-08'],
    ],
  },
  {
    year: 2024,
    source: '国办发明电〔2023〕7号',
    holidays: [
      '2024-01-01',
      ...span('2024-02-10', '2024-02-17'),
      ...span('2024-04-04', '2024-04-06'),
      ...span('2024-05-01', '2024-05-05'),
      '2024-06-10',
      ...span('2024-09-15', '2024-09-17'),
      ...span('2024-10-01', '2024-10-07'),
    ],
    workdays: [
      ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28'],
      ...['2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
    ],
  },
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    holidays: [
      '2025-01-01',
      ...span('2025-01-28', '2025-02-04'),
      ...span('2025-04-04', '2025-04-06'),
      ...span('2025-05-01', '2025-05-05'),
      ...span('2025-05-31', '2025-06-02'),
      ...span('2025-10-01', '2025-10-08'),
    ],
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    holidays: [
      ...span('2026-01-01', '2026-01-03'),
      ...span('2026-02-15', '2026-02-23'),
      ...span('2026-04-04', '2026-04-06'),
      ...span('2026-05-01', '2026-05-05'),
      ...span('2026-06-19', '2026-06-21'),
      ...span('2026-09-25', '2026-09-27'),
      ...span('2026-10-01', '2026-10-07'),
    ],
    workdays: [
      ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09'],
      ...['2026-09-20', '2026-10-10'],
    ],
  },
];
