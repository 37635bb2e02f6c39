import { Layout, type PageFrame } from './layout.tsx';
import { StaleComparison } from './parts/beside.tsx';
import { Confirm } from './parts/confirm.tsx';
import {
  CheckboxField,
  ErrorSummary,
  FileField,
  type FormState,
  freshForm,
  RadioField,
  SelectField,
  StatedTimeField,
  TextArea,
  TextField,
} from './parts/fields.tsx';
import { Empty, Facts, Figure, Notice, Tag, type Tone } from './parts/notices.tsx';
import { BallotPaper, SignatureBlock, TallyGrid } from './parts/paper.tsx';
import { StageBar, Steps } from './parts/steps.tsx';
import { QuorumStrip, type StripFigures } from './parts/strip.tsx';
import { BadCells, Table, VoteBar } from './parts/tables.tsx';

const fresh = freshForm({ places: '10', form: 'each' });

const refused: FormState = {
  typed: { places: '13', form: 'upto' },
  refusals: [
    { code: 'places-too-many', message: '应选数不能多于候选数 12，请改小。', field: 'places' },
    { code: 'form-missing', message: '请选择选票形式。', field: 'form' },
  ],
};

const enough: StripFigures = {
  sittingName: '第一次全体会议',
  due: 174,
  present: 168,
  onLeave: 5,
  needed: 116,
  missing: 0,
  sentence: '符合法定人数。',
};
const tooFew: StripFigures = { ...enough, present: 109, missing: 7 };
const tones: readonly Tone[] = ['ok', 'info', 'warn', 'stop', 'plain'];

/** Every part in every state, for those who build and those who look. */
export function DesignPage({ frame }: { readonly frame: PageFrame }) {
  return (
    <Layout frame={frame} title="样式总览" strip={<QuorumStrip strip={enough} />} wide>
      <h1>样式总览</h1>
      <QuorumStrip strip={tooFew} label="出席情况（不足法定人数）" />
      <StageBar
        stages={[
          ...['征集', '初筛', '候选', '审议'].map((text) => ({ text, state: 'done' as const })),
          { text: '票决', state: 'now' },
          { text: '公告', state: 'late' },
          ...['实施', '监督', '测评', '回头看'].map((text) => ({ text, state: 'todo' as const })),
        ]}
      />
      <Parts />
      <Forms />
      <Papers />
    </Layout>
  );
}

function Parts() {
  return (
    <>
      <section class="card">
        <h2>提示</h2>
        {tones.map((tone) => (
          <Notice tone={tone} title={`提示 ${tone}`}>
            一句话说明情况和要做的事。
          </Notice>
        ))}
        <p>
          {tones.map((tone) => (
            <>
              <Tag tone={tone} text="状态" />{' '}
            </>
          ))}
        </p>
        <Empty>还没有内容。先从 Excel 导入。</Empty>
      </section>
      <section class="card">
        <h2>数字、步骤、表格</h2>
        <div class="figures">
          <Figure label="发出" value={168} />
          <Figure label="收回" value={167} tone="ok" />
          <Figure label="还差" value={3} tone="stop" />
        </div>
        <Steps
          label="会议步骤"
          steps={[
            { text: '签到', state: 'done', note: '8:52' },
            { text: '发票', state: 'now', note: '168' },
            { text: '封箱', state: 'late' },
            { text: '计票', state: 'todo' },
          ]}
        />
        <Facts
          facts={[
            ['会议', '云溪镇第十八届人民代表大会第五次会议'],
            ['地点', '镇会议中心'],
          ]}
        />
        <Table
          caption="票数"
          columns={[
            { title: '名次', numeric: true },
            { title: '项目' },
            { title: '赞成票' },
            { title: '票数', numeric: true },
            { title: '结果' },
          ]}
          rows={[
            [
              '1',
              '农村桥梁改造',
              <VoteBar votes={158} of={174} needed={88} adopted />,
              <b>158</b>,
              <Tag tone="ok" text="入选" />,
            ],
            [
              '12',
              '公厕新建与改建',
              <VoteBar votes={79} of={174} needed={88} adopted={false} />,
              <b>79</b>,
              <Tag tone="plain" text="未过半数" />,
            ],
          ]}
        />
        <BadCells
          cells={[{ row: 7, column: 'B（姓名）', text: '', reason: '没有姓名，请补上。' }]}
        />
      </section>
    </>
  );
}

function Forms() {
  return (
    <>
      {[fresh, refused].map((form, index) => (
        <form class="card" method="post" action="/design" id={`example-${index}`}>
          <h2>{index === 0 ? '表单' : '表单：没有通过'}</h2>
          {index === 0 ? null : <ErrorSummary form={form} />}
          <ExampleFields form={form} suffix={index === 0 ? '' : 'again'} />
          <div class="actions">
            <button class="btn" type="button">
              保存
            </button>
            <button class="btn quiet" type="button">
              返回
            </button>
            <button class="btn danger" type="button">
              取消本轮
            </button>
            <button class="btn quiet small" type="button">
              小按钮
            </button>
          </div>
        </form>
      ))}
      <StaleComparison
        rows={[
          { label: '项目名称', typed: '村内路灯亮化', now: '村内路灯亮化（二期）' },
          { label: '总投资', typed: '41', now: '41' },
        ]}
      />
      <Confirm
        form={freshForm()}
        action="/design"
        actId="00000000-0000-4000-8000-000000000000"
        question="现在封箱？"
        consequence="封箱后不能再投票；已领票未投的计为未交回。"
        button="封箱"
        back="/design"
      />
    </>
  );
}

/** Names differ between the two examples, so that each field keeps an id of its own. */
function ExampleFields({ form, suffix }: { readonly form: FormState; readonly suffix: string }) {
  const name = (base: string) => `${base}${suffix}`;
  const shown: FormState = {
    typed: Object.fromEntries(Object.entries(form.typed).map(([key, text]) => [name(key), text])),
    refusals: form.refusals.map((one) => ({ ...one, field: name(one.field ?? '') })),
  };
  return (
    <>
      <TextField
        form={shown}
        name={name('places')}
        label="应选数"
        hint="写在票决办法里的名额。"
        width="short"
        inputmode="numeric"
      />
      <TextField form={shown} name={name('date')} label="日期" type="date" width="medium" />
      <TextArea form={shown} name={name('reason')} label="理由" required={false} />
      <SelectField
        form={shown}
        name={name('body')}
        label="机构"
        choices={[{ value: 'plenary', text: '全体会议' }]}
        empty="请选择"
      />
      <RadioField
        form={shown}
        name={name('form')}
        label="选票形式"
        choices={[
          { value: 'each', text: '逐项式', hint: '每个项目赞成、反对或弃权' },
          { value: 'upto', text: '选择式', hint: '最多选应选数' },
        ]}
      />
      <CheckboxField
        form={shown}
        name={name('roles')}
        label="角色"
        required={false}
        choices={[{ value: 'teller', text: '计票人' }]}
      />
      <FileField form={shown} name={name('file')} label="名册文件" accept=".xlsx,.csv" />
      {suffix === '' ? <StatedTimeField form={shown} /> : null}
    </>
  );
}

function Papers() {
  return (
    <section class="card">
      <h2>打印的纸面</h2>
      <BallotPaper
        title="民生实事项目票决票"
        meeting="云溪镇第十八届人民代表大会第五次会议"
        colour="白色"
        subject="候选项目"
        rule="候选 3 个，最多赞成 2 个，多于 2 个的全票作废。"
        columns={[
          { symbol: '○', meaning: '赞成' },
          { symbol: '×', meaning: '反对' },
        ]}
        items={[
          { number: 1, title: '村内路灯亮化', detail: '120 万元' },
          { number: 2, title: '农村桥梁改造', detail: '' },
        ]}
        foot="名单短码 1a2b 3c4d 5e6f"
      />
      <TallyGrid rows={[{ number: 1, title: '村内路灯亮化' }]} columns={['赞成', '反对']} />
      <SignatureBlock
        signers={[
          { role: '总监票人', names: ['王建国'] },
          { role: '监票人', names: [] },
        ]}
        note="短码 1a2b 3c4d 5e6f"
      />
    </section>
  );
}
