import { Layout, type PageFrame } from '../layout.tsx';
import { ErrorSummary, type FormState, RadioField, TextArea } from '../parts/fields.tsx';

/** The project that a plate names. */
export interface PlatePlace {
  /** `/plate/<code>`. */
  readonly base: string;
  readonly title: string;
  readonly year: number;
}

/** A resident's rating: three grades, words if they like, no account. */
export function RatePage(props: {
  readonly frame: PageFrame;
  readonly place: PlatePlace;
  readonly form: FormState;
}) {
  const { place, form } = props;
  return (
    <Layout frame={props.frame} title={`评价：${place.title}`} place="民生实事项目">
      <h1>{place.title}</h1>
      <p class="muted">{place.year} 年民生实事项目</p>
      <form method="post" class="card next">
        <ErrorSummary form={form} />
        <RadioField
          form={form}
          name="grade"
          label="您对这个项目"
          choices={[
            { value: 'satisfied', text: '满意' },
            { value: 'fairly_satisfied', text: '基本满意' },
            { value: 'dissatisfied', text: '不满意' },
          ]}
        />
        <TextArea
          form={form}
          name="comment"
          label="想说的话"
          hint="只给工作人员看，不公布。请不要写自己或别人的姓名、电话"
          required={false}
          rows={3}
        />
        <button class="btn" type="submit">
          提交评价
        </button>
      </form>
      <Honest />
      <p>
        <a href={place.base}>回项目页</a>
      </p>
    </Layout>
  );
}

/** What stands in the place of the form where the rule sheet of the year does not ask residents. */
export function NotAskedPage(props: { readonly frame: PageFrame; readonly place: PlatePlace }) {
  const { place } = props;
  return (
    <Layout frame={props.frame} title={`评价：${place.title}`} place="民生实事项目">
      <h1>{place.title}</h1>
      <p>{place.year} 年的票决办法没有安排群众评价。项目有问题，可以直接反映。</p>
      <div class="actions">
        <a class="btn" href={`${place.base}/problem`}>
          反映问题、查看答复
        </a>
        <a class="btn quiet" href={place.base}>
          回项目页
        </a>
      </div>
    </Layout>
  );
}

/** What these numbers show and what they do not. */
function Honest() {
  return (
    <section class="card">
      <h2>这些数字说明什么，不说明什么</h2>
      <ul>
        <li>评价的是扫码而且愿意评的人，不是抽样调查，不代表全体群众。</li>
        <li>不用登录。为了一台手机只计一次，本页在浏览器里存一个记号（Cookie），只用于评价。</li>
        <li>
          清除浏览器数据或者换手机的人可以再评，本程序挡不住；一时大量的评价先不计入，由工作人员核对，核对后不计入的列出份数。
        </li>
        <li>
          只存等次、文字和日期，不存姓名、手机号、微信号、网络地址，也不存几点几分。为防刷票，同一网络一小时内的次数按每天更换的密钥打散后计数，两小时后删除。
        </li>
        <li>人数太少时不公布；公布的是截至前一天的各等次人数，不算平均分，不与代表测评合并。</li>
      </ul>
    </section>
  );
}

/** The one unmistakable end of a rating. */
export function RatedPage(props: {
  readonly frame: PageFrame;
  readonly place: PlatePlace;
  readonly grade: string;
  readonly changed: boolean;
}) {
  const { place } = props;
  return (
    <Layout frame={props.frame} title="评价已收到" place="民生实事项目">
      <h1>✓ 评价已收到</h1>
      <p>
        您对“{place.title}”的评价是<strong>{props.grade}</strong>
        {props.changed ? '，已代替您以前的评价' : ''}。从明天起计入公布的人数。
      </p>
      <div class="actions">
        <a class="btn" href={place.base}>
          回项目页
        </a>
        <a class="btn quiet" href={`${place.base}/problem`}>
          反映问题
        </a>
      </div>
    </Layout>
  );
}
