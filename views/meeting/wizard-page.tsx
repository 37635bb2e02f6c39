import type { Refusal } from '../../src/rules/refusals.ts';
import type { Article } from '../../src/rules/rule-sheet/articles.ts';
import type { ListedSetting } from '../../src/rules/rule-sheet/settings.ts';
import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Notice } from '../parts/notices.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';
import { Articles } from './rule-sheet-page.tsx';

const sourceMarks = { L: '法律规定', V: '已公布的地方文本', C: '常见做法，可以修改' } as const;

/** One page of the wizard: settings with the source of each default, and the articles beside them. */
export function WizardPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly steps: readonly {
    readonly step: string;
    readonly title: string;
    readonly here: boolean;
  }[];
  readonly title: string;
  readonly step: string;
  readonly chapter: { readonly name: string; readonly regulated: boolean };
  readonly settings: readonly ListedSetting[];
  readonly form: FormState;
  readonly articles: readonly Article[];
  readonly warnings: readonly Refusal[];
  readonly actId: string;
  readonly version: number;
}) {
  const { page, form, chapter, step } = props;
  const base = `${page.base}/rules`;
  return (
    <MeetingShell frame={props.frame} page={page} title={`票决办法：${props.title}`}>
      <ol class="wizard-steps">
        {props.steps.map((one) => (
          <li>
            <a href={`${base}/${one.step}`} aria-current={one.here ? 'step' : undefined}>
              {one.title}
            </a>
          </li>
        ))}
        <li>
          <a href={base}>通读与通过</a>
        </li>
      </ol>
      <form method="post" action={`${base}/${step}`} class="card">
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} version={props.version} />
        {step === 'places' ? (
          <RadioField
            form={form}
            name="scope"
            label="适用范围"
            choices={[
              { value: 'meeting', text: '只用于本次会议' },
              { value: 'standing', text: '常设，以后每次会议确认' },
            ]}
          />
        ) : null}
        {chapter.name === 'vote' ? null : (
          <RadioField
            form={form}
            name={`regulated.${chapter.name}`}
            label={`办法是否规定“${props.title}”`}
            choices={[
              { value: 'yes', text: '规定' },
              { value: 'no', text: '本办法不作规定' },
            ]}
          />
        )}
        {props.settings.map((setting) => (
          <SettingField form={form} setting={setting} />
        ))}
        {props.warnings.map((one) => (
          <Notice tone="warn">
            <p>{one.message}</p>
          </Notice>
        ))}
        <div class="actions">
          <button class="btn" type="submit">
            保存，下一步
          </button>
          <a class="btn quiet" href={base}>
            回到办法全文
          </a>
        </div>
      </form>
      {props.articles.length === 0 ? null : (
        <section class="card sheet">
          <h2>这些规定写进办法的条文</h2>
          <Articles articles={props.articles} />
        </section>
      )}
    </MeetingShell>
  );
}

function SettingField({ form, setting }: { form: FormState; setting: ListedSetting }) {
  const source = `${sourceMarks[setting.source.mark]}：${setting.source.text}`;
  const hint = setting.help === '' ? source : `${setting.help}（${source}）`;
  const common = { form, name: setting.key, label: setting.label, hint };
  switch (setting.kind) {
    case 'choice': {
      const choices = Object.entries(setting.options).map(([value, option]) => ({
        value,
        text: option.label,
        ...(option.help === undefined ? {} : { hint: option.help }),
      }));
      return choices.length > 4 ? (
        <SelectField {...common} choices={choices} />
      ) : (
        <RadioField {...common} choices={choices} />
      );
    }
    case 'yes-no':
      return (
        <RadioField
          {...common}
          choices={[
            { value: 'yes', text: '是' },
            { value: 'no', text: '否' },
          ]}
        />
      );
    case 'number':
      return (
        <TextField
          {...common}
          label={`${setting.label}（${setting.unit}）`}
          width="short"
          inputmode="numeric"
          required={!setting.mayBeEmpty}
        />
      );
    case 'fraction':
    case 'symbol':
      return <TextField {...common} width="short" required={setting.kind === 'fraction'} />;
    case 'text':
      return setting.lines ? (
        <TextArea {...common} required={!setting.mayBeEmpty} />
      ) : (
        <TextField {...common} required={!setting.mayBeEmpty} />
      );
    case 'categories':
      return <TextArea {...common} required={false} rows={4} />;
  }
}
