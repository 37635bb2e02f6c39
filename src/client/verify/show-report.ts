import { groupFingerprint } from '../../ballot/fingerprint/fingerprint.ts';
import type { Question } from '../../ballot/question.ts';
import { beginsWith } from '../ballot/tracker-words.ts';
import { h } from '../parts/dom.ts';
import { type Judged, judge, type Standing } from './judge.ts';
import type { AskedOptions, Verified } from './messages.ts';

/** The report of a verification as elements, the verdict first. */
export function reportElements(
  verified: Verified,
  options: AskedOptions,
  ownTracker: string,
): readonly HTMLElement[] {
  const judged = judge(verified.failures, verified.ground);
  if (!verified.isArchive) {
    return [
      h(
        'div',
        { class: 'card' },
        h('h2', {}, '核验结果'),
        h('p', { class: 'notice stop verdict' }, '这不是选票档案'),
        h('p', {}, '请核对选的是不是名称以 .bel 结尾的文件，或者重新下载一次。'),
      ),
    ];
  }
  return [
    verdictCard(verified, options),
    ...trackerCard(verified, ownTracker),
    factsCard(verified),
    checksCard(judged, verified),
  ];
}

function verdictCard({ failures, warnings }: Verified, options: AskedOptions): HTMLElement {
  const sound = failures.length === 0;
  return h(
    'div',
    { class: 'card' },
    h('h2', {}, '核验结果'),
    h(
      'p',
      { class: `notice ${sound ? 'ok' : 'stop'} verdict` },
      sound ? '✓ 全部核验通过' : `✗ 有${failures.length}处核验不通过`,
    ),
    sound
      ? null
      : h('p', {}, '下面逐项列出。请保存这份档案和核验记录，交给总监票人、监督小组或上级人大。'),
    options.fingerprint === undefined
      ? h(
          'p',
          { class: 'notice warn' },
          '没有填会场宣读的十二个字：这只证明档案前后一致，不能证明它就是会场那一轮投票。',
        )
      : null,
    warnings.map(({ message }) => h('p', { class: 'notice warn' }, `注意：${message}`)),
  );
}

function trackerCard(
  { trackers, report, failures }: Verified,
  typed: string,
): readonly HTMLElement[] {
  if (typed === '') return [];
  const found = trackers.find((tracker) => beginsWith(tracker, typed));
  const sound = failures.length === 0;
  const counted = found !== undefined && report.trackers.includes(found);
  const words =
    found === undefined
      ? typed.length < 12
        ? '核对码至少要填前十二个字符，才能确定是您的那张票。'
        : '您的核对码不在这份档案里。请先核对大小写和易混的字符；确实没有，请拿着收票回执找总监票人。'
      : counted
        ? sound
          ? '您的核对码在票箱里，这张票计入了结果。'
          : '您的核对码在这份档案里，但是这份档案没有通过核验，见下面逐项说明。'
        : '您的核对码在票箱里，但这张票没有计入：后来改投过，或者这张票没有通过核验。';
  return [
    h(
      'div',
      { class: 'card' },
      h('h2', {}, '您的核对码'),
      h('p', { class: `notice ${counted && sound ? 'ok' : 'stop'}` }, words),
      found === undefined ? null : h('p', { class: 'small' }, `完整的核对码：${found}`),
    ),
  ];
}

function factsCard({ report, questions, archiveHash, proofsHash }: Verified): HTMLElement {
  const { name, uuid, fingerprint, slips, trackers, totals } = report;
  const figure = (label: string, value: number) =>
    h('div', {}, h('dt', {}, label), h('dd', {}, value));
  const code = (label: string, value: string | null) =>
    value === null ? null : [h('dt', {}, label), h('dd', {}, value)];
  return h(
    'div',
    { class: 'card' },
    h('h2', {}, name ?? '档案里的投票'),
    fingerprint === null
      ? null
      : h(
          'div',
          {},
          h('p', { class: 'small' }, '设置指纹，应与会场宣读和报告单上印的相同'),
          h('p', { class: 'fingerprint' }, groupFingerprint(fingerprint)),
        ),
    h('dl', { class: 'figures' }, figure('票码', slips), figure('选票', trackers.length)),
    totals === null ? h('p', {}, '总数还没有打开，或者打不开。') : totalsTables(questions, totals),
    h(
      'dl',
      { class: 'codes' },
      code('投票编号', uuid),
      code('档案的 SHA-256', archiveHash),
      code('强证明的 SHA-256', proofsHash),
    ),
  );
}

/** One table: projects as rows; where each project is a question of its own, its answers as columns. */
function totalsTables(
  questions: readonly Question[],
  totals: readonly (readonly number[])[],
): HTMLElement {
  const [first] = questions;
  const same = questions.every((one) => one.answers.join() === first?.answers.join());
  if (first !== undefined && questions.length > 1 && same)
    return crossTable(first, questions, totals);
  return h(
    'div',
    {},
    questions.map((question, i) => {
      const names = question.blank ? ['弃权', ...question.answers] : question.answers;
      return h(
        'table',
        {},
        h('caption', {}, question.question),
        h('thead', {}, h('tr', {}, head('项目'), head('票数', 'number'))),
        h(
          'tbody',
          {},
          names.map((answer, j) => h('tr', {}, h('td', {}, answer), number(totals[i]?.[j]))),
        ),
      );
    }),
  );
}

function crossTable(
  { answers, blank }: Question,
  questions: readonly Question[],
  totals: readonly (readonly number[])[],
): HTMLElement {
  const names = blank ? ['弃权', ...answers] : answers;
  return h(
    'table',
    {},
    h('caption', {}, '各项票数'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        head('项目'),
        names.map((name) => head(name, 'number')),
      ),
    ),
    h(
      'tbody',
      {},
      questions.map(({ question }, i) =>
        h(
          'tr',
          {},
          h('td', {}, question),
          names.map((_, j) => number(totals[i]?.[j])),
        ),
      ),
    ),
  );
}

function head(text: string, kind = ''): HTMLElement {
  return h('th', { scope: 'col', class: kind }, text);
}

function number(value: number | undefined): HTMLElement {
  return h('td', { class: 'number' }, value ?? '—');
}

const marks: Readonly<Record<Standing, string>> = {
  holds: '✓',
  fails: '✗',
  'not-done': '—',
  'not-asked': '—',
};

const standingWords: Readonly<Record<Standing, string>> = {
  holds: '成立',
  fails: '不成立',
  'not-done': '没有做：档案里还没有这一步，或者它要用的内容读不出来',
  'not-asked': '没有做：没有填宣读的十二个字',
};

function checksCard(judged: readonly Judged[], { ground }: Verified): HTMLElement {
  const plain = !ground.has.has('ours');
  return h(
    'div',
    { class: 'card' },
    h('h2', {}, '逐项说明'),
    h(
      'ol',
      { class: 'checks' },
      judged.map(({ group, standing, failures }) =>
        h(
          'li',
          { class: `check ${standing}`, 'data-check': group.id },
          h(
            'h3',
            {},
            h('span', { class: 'mark', 'aria-hidden': 'true' }, marks[standing]),
            `${group.title}：${standingWords[standing]}`,
          ),
          h('p', {}, (plain ? group.provesPlain : undefined) ?? group.proves),
          h(
            'p',
            { class: standing === 'fails' ? 'otherwise' : 'small' },
            `不成立就意味着：${group.otherwise}`,
          ),
          failures.length === 0
            ? null
            : h(
                'ul',
                {},
                failures.map(({ code, message }) => h('li', {}, `${message}（${code}）`)),
              ),
        ),
      ),
    ),
  );
}

/** The same as plain text, to keep beside the files. */
export function reportText(
  verified: Verified,
  files: readonly string[],
  options: AskedOptions,
): string {
  const { report, failures, warnings, archiveHash, proofsHash, questions } = verified;
  const { totals } = report;
  const lines = [
    `文件：${files.join('、')}`,
    `档案的 SHA-256：${archiveHash}`,
    proofsHash === null ? '没有强证明文件' : `强证明的 SHA-256：${proofsHash}`,
    `投票：${report.name ?? '读不出来'}（${report.uuid ?? '读不出来'}）`,
    `设置指纹：${report.fingerprint === null ? '读不出来' : groupFingerprint(report.fingerprint)}`,
    `填写的指纹：${options.fingerprint ?? '没有填'}`,
    `票码${report.slips}个，选票${report.trackers.length}张`,
    ...(totals ?? []).map((row, i) => `${questions[i]?.question ?? ''}：${row.join('，')}`),
    ...judge(failures, verified.ground).map(
      ({ group, standing }) => `${marks[standing]} ${group.title}：${standingWords[standing]}`,
    ),
    ...warnings.map(({ message }) => `注意：${message}`),
    failures.length === 0 ? '全部核验通过。' : `有${failures.length}处核验不通过：`,
    ...failures.map(({ code, message }) => `- ${message}（${code}）`),
  ];
  return `${lines.join('\n')}\n`;
}
