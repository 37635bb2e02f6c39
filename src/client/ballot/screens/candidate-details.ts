import type { CandidateDetails } from '../../../wire/ballot.ts';
import { h } from '../../parts/dom.ts';
import type { Candidate } from '../ballot-form.ts';

/** 2100 → 2,100; a decimal number as text keeps all its digits. */
function money(tenThousandYuan: string): string {
  const [whole = '', rest] = tenThousandYuan.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${rest === undefined ? grouped : `${grouped}.${rest}`} 万元`;
}

function facts(details: CandidateDetails): readonly (readonly [string, string])[] {
  const { place, beneficiaries, totalTenThousandYuan, funding, department, finish } = details;
  const { quantity, unit } = details;
  const all = [
    ['数量', quantity === undefined ? null : `${quantity} ${unit ?? ''}`],
    ['地点', place],
    ['受益范围', beneficiaries],
    ['总投资', totalTenThousandYuan === null ? null : money(totalTenThousandYuan)],
    ['资金来源', funding],
    ['承办单位', department],
    ['完成时限', finish],
  ] as const;
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** One line under the title: who builds it, what it costs. */
export function summaryOf({ place, department, totalTenThousandYuan }: CandidateDetails): string {
  const costs = totalTenThousandYuan === null ? null : money(totalTenThousandYuan);
  return [department ?? place, costs].filter((part) => part !== null).join(' · ');
}

/** Everything about a candidate. */
export function detailsOf(details: CandidateDetails): HTMLElement[] {
  return [
    h('p', {}, details.content),
    h(
      'dl',
      {},
      facts(details).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
  ];
}

/** The same as a text to read aloud. */
export function detailsText({ number, title }: Candidate, details: CandidateDetails): string {
  const rest = facts(details).map(([name, value]) => `${name}，${value}。`);
  return `${number} 号，${title}。${details.content}${rest.join('')}`;
}
