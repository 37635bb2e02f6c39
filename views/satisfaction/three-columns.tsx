import { dayInWords } from '../../src/rules/days.ts';
import type { ThreeColumns } from '../../src/stages/satisfaction/three-columns.ts';
import { Tag, type Tone } from '../parts/notices.tsx';

/** The grades in words, with the tone that stands beside them. */
export const gradeWords = {
  satisfied: { text: '满意', tone: 'ok' },
  fairly_satisfied: { text: '基本满意', tone: 'warn' },
  dissatisfied: { text: '不满意', tone: 'stop' },
} as const satisfies Record<string, { readonly text: string; readonly tone: Tone }>;

const baseNames = { members: '全体组成人员', present: '出席人员', valid: '有效票' } as const;

type Test = ThreeColumns['deputies'][number];

/** What three sides say of a project, side by side: 党委 · 代表 · 群众. They are never added up. */
export function ThreeColumnsView(props: {
  readonly columns: ThreeColumns;
  /** Where the deputies' test can be read in full; null outside this program. */
  readonly testPath: (test: Test) => string | null;
}) {
  const { party, deputies, residents, discarded } = props.columns;
  return (
    <div class="three-sides">
      <section>
        <h3>党委评价</h3>
        {party === null ? (
          <p class="muted">还没有评价。</p>
        ) : (
          <>
            <Grade grade={party.grade} />
            <p>{party.reason}</p>
            <p class="hint">
              {party.organisation}，{dayInWords(party.judgedOn)}
              {sourceOf(party.source)}
            </p>
          </>
        )}
      </section>
      <section>
        <h3>代表测评</h3>
        {deputies.length === 0 ? <p class="muted">还没有测评。</p> : null}
        {deputies.map((test) => (
          <OneTest test={test} path={props.testPath(test)} />
        ))}
      </section>
      <section>
        <h3>群众评价</h3>
        <Residents residents={residents} />
        {discarded === 0 ? null : (
          <p class="hint">另有 {discarded} 份一时集中提交的评价，经核对不计入。</p>
        )}
      </section>
    </div>
  );
}

function sourceOf(source: string): string {
  return source === 'kept here' ? '' : `。来源：${source}`;
}

function Grade({ grade }: { readonly grade: keyof typeof gradeWords }) {
  return (
    <p>
      <Tag tone={gradeWords[grade].tone} text={gradeWords[grade].text} />
    </p>
  );
}

function OneTest({ test, path }: { readonly test: Test; readonly path: string | null }) {
  const { counts } = test;
  return (
    <div class="one-test">
      <Grade grade={test.verdict} />
      <Counts counts={counts} unit="票" />
      {test.doubtful ? <p>⚠ 本行合计与同次其他行不同，请核对原始记录。</p> : null}
      <p class="hint">
        {dayInWords(test.testedOn)}
        {test.part === null ? '' : `，子项目“${test.part}”`}，基数为{baseNames[test.base]}{' '}
        {test.baseCount}
        {sourceOf(test.source)}
        {test.published ? '' : '（尚未公告）'}
        {path === null ? null : (
          <>
            {' '}
            <a href={path}>查看本次测评</a>
          </>
        )}
      </p>
    </div>
  );
}

function Residents({ residents }: { readonly residents: ThreeColumns['residents'] }) {
  if (residents.kind === 'not-asked') {
    return <p class="muted">本年的票决办法没有安排群众评价。</p>;
  }
  if (residents.kind === 'none') return <p class="muted">还没有群众评价。</p>;
  if (residents.kind === 'too-few') {
    return <p>评价不足 {residents.smallest} 人，暂不公布，免得看出是谁评的。</p>;
  }
  return (
    <>
      <Counts counts={residents.counts} unit="人" />
      <p class="hint">截至昨天共 {residents.total} 份。扫码的人自愿评价，不代表全体群众。</p>
    </>
  );
}

function Counts(props: { readonly counts: Test['counts']; readonly unit: string }) {
  const { counts, unit } = props;
  return (
    <dl class="grade-counts">
      <div>
        <dt>满意</dt>
        <dd>
          {counts.satisfied}
          <small>{unit}</small>
        </dd>
      </div>
      <div>
        <dt>基本满意</dt>
        <dd>
          {counts.fairly_satisfied}
          <small>{unit}</small>
        </dd>
      </div>
      <div>
        <dt>不满意</dt>
        <dd>
          {counts.dissatisfied}
          <small>{unit}</small>
        </dd>
      </div>
    </dl>
  );
}
