import { type Child, h } from '../parts/dom.ts';
import type { BundleFailure, BundleReport, JudgedCheck } from './checks.ts';

const standings = {
  holds: '✓ 通过',
  fails: '✗ 不通过',
  'not-done': '！没有核验',
} as const;

function failureWords({ place, message }: BundleFailure): string {
  return `${place}：${message}`;
}

/** The verdict in one sentence. A check that was not made is said at once: it is no pass. */
export function verdictOf({ failures, checks }: BundleReport): string {
  if (failures.length > 0) return `✗ 有${failures.length}处核验不通过`;
  const left = checks.filter(({ standing }) => standing === 'not-done').length;
  return left === 0 ? '✓ 全部核验通过' : `！有${left}项没有核验，其余通过`;
}

/** The report of a verification as elements, the verdict first. */
export function reportElements(report: BundleReport): readonly HTMLElement[] {
  const { failures, checks } = report;
  const sound = failures.length === 0;
  const whole = checks.every(({ standing }) => standing === 'holds');
  return [
    h(
      'div',
      { class: 'card' },
      h('h2', {}, '核验结果'),
      h(
        'p',
        { class: `notice ${whole ? 'ok' : sound ? 'warn' : 'stop'} verdict` },
        verdictOf(report),
      ),
      h('dl', { class: 'facts' }, facts(report)),
    ),
    h(
      'div',
      { class: 'card' },
      h('h2', {}, '逐项'),
      h('ul', { class: 'checks' }, checks.map(checkElement)),
    ),
  ];
}

function facts({ congress, year, publicKey, head }: BundleReport): Child {
  const fact = (name: string, value: string | null, code = false) =>
    value === null ? null : [h('dt', {}, name), h('dd', code ? { class: 'code' } : {}, value)];
  return [
    fact('单位', congress),
    fact('年度', year === null ? null : `${year}年`),
    fact('签名公钥', publicKey, true),
    fact('留痕末尾', head === null ? null : `第${head.sequence}条 ${head.hash}`, true),
  ];
}

function checkElement(check: JudgedCheck): HTMLElement {
  const { id, title, standing, note, failures } = check;
  return h(
    'li',
    { class: `check ${standing}`, 'data-check': id },
    h('h3', {}, `${standings[standing]}　${title}`),
    h('p', { class: 'small' }, check.proves),
    note === '' ? null : h('p', {}, note),
    failures.length === 0
      ? null
      : [
          h('p', {}, check.otherwise),
          h(
            'ul',
            {},
            failures.map((one) => h('li', {}, failureWords(one))),
          ),
        ],
  );
}

/** The same report as text, to be kept. */
export function reportText(report: BundleReport, name: string): string {
  return [
    `核验资料包：${name}`,
    `${report.congress ?? ''} ${report.year ?? ''}`,
    `签名公钥：${report.publicKey ?? '读不出'}`,
    verdictOf(report),
    ...report.checks.flatMap((check) => [
      `${standings[check.standing]}　${check.title}（${check.note}）`,
      ...check.failures.map((one) => `  - ${failureWords(one)}`),
    ]),
    '',
  ].join('\n');
}
