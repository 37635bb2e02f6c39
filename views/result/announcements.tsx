import {
  ActFields,
  ErrorSummary,
  formAmongMany,
  StatedTimeField,
  TextField,
} from '../parts/fields.tsx';
import type { ResultPageProps, ShownReport } from './result-props.ts';

type Props = ResultPageProps & { readonly report: ShownReport };

/** What was announced, and the form of the first announcement or of a correction. */
export function Announcements(props: Props) {
  const { round, announcements, holds } = props;
  const shown = announcements.map((one) => <Announcement {...props} announcement={one} />);
  const waits = props.report.tie !== null && props.report.tie.decided === null;
  if (!holds.clerk || waits) return <>{shown}</>;
  const first = announcements.length === 0;
  return (
    <>
      {shown}
      {round.state === 'declared' ? <AnnounceForm {...props} first={first} /> : null}
      {round.state === 'announced' ? <LaterCorrection {...props} /> : null}
    </>
  );
}

function Announcement(props: Props & { readonly announcement: Props['announcements'][number] }) {
  const { announcement: one, base, holds, publicPath } = props;
  const form = formAmongMany(props.sent, 'record-publication', ['announcement_id', one.id]);
  return (
    <article class="card">
      <h2>
        {one.title}（{one.number}）
      </h2>
      <pre class="copyable">{one.text}</pre>
      <p>
        <a href={publicPath}>打开公开结果页</a>　<a href={`${publicPath}/file`}>下载单文件网页</a>
        {'　'}
        <a href={`${publicPath}/document`}>下载公告 Word 文档</a>
      </p>
      {one.where === null && holds.clerk ? (
        <form method="post" action={`${base}/record-publication`}>
          <ErrorSummary form={form} />
          <ActFields actId={props.actId()} />
          <input type="hidden" name="announcement_id" value={one.id} />
          <TextField form={form} name="where" label="已在何处公布（网址、公告栏）" />
          <StatedTimeField form={form} />
          <button class="btn quiet small" type="submit">
            登记公布情况
          </button>
        </form>
      ) : (
        <p>{one.where === null ? '' : `已公布：${one.where}`}</p>
      )}
    </article>
  );
}

/** Words of an announcement that are wrong, with a result that is right: only a correction helps. */
function LaterCorrection(props: Props) {
  return (
    <details class="card" open={props.sent.kind === 'correct-announcement'}>
      <summary>公告有误：发布更正公告</summary>
      <p>
        票数、结果有误的，先由主席团决定复核计票。只是公告的标题、日期、机关有误的，在这里更正。
      </p>
      <AnnounceForm {...props} first={false} />
    </details>
  );
}

function AnnounceForm(props: Props & { readonly first: boolean }) {
  const { first } = props;
  const kind = first ? 'announce-result' : 'correct-announcement';
  const form = formAmongMany(props.sent, kind, null, props.announceDraft);
  const text = first ? '发布公告' : '发布更正公告';
  return (
    <form method="post" action={`${props.base}/${kind}`} class="card next">
      <ErrorSummary form={form} />
      <h2>{props.round.state === 'declared' ? `下一步：${text}` : text}</h2>
      <ActFields actId={props.actId()} />
      <TextField form={form} name="title" label="标题" />
      <TextField form={form} name="number" label="公告编号" hint="如“第1号”" width="medium" />
      <TextField form={form} name="dated" label="公告日期" type="date" width="medium" />
      <TextField form={form} name="issuer" label="发布机关" />
      {first ? null : <TextField form={form} name="reason" label="更正的原因" />}
      <StatedTimeField form={form} />
      <button class="btn" type="submit">
        {text}
      </button>
    </form>
  );
}
