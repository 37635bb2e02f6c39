import { dayInWords } from '../../src/rules/days.ts';
import { Tag } from '../parts/notices.tsx';

/** An opinion as everyone reads it: the wording for the public, never who raised it. */
export interface PublicOpinion {
  readonly number: number;
  readonly content: string;
  readonly department: string | null;
  readonly originName: string;
  readonly stateName: string;
  readonly closed: boolean;
  readonly dueOn: string | null;
  readonly answers: readonly {
    readonly content: string;
    readonly resultName: string;
    readonly answeredOn: string;
    readonly gradeName: string | null;
    readonly bad: boolean;
    readonly byClerk: boolean;
  }[];
}

/** The published opinions of a project with every answer and how it was rated. */
export function PublicOpinions(props: { readonly opinions: readonly PublicOpinion[] }) {
  return (
    <ul class="plain-list">
      {props.opinions.map((one) => (
        <li>
          <p>
            <strong>
              第 {one.number} 号意见（{one.originName}）
            </strong>{' '}
            <Tag tone={one.closed ? 'ok' : 'info'} text={one.stateName} />
          </p>
          <p class="kept-lines">{one.content}</p>
          <p class="small muted">
            {one.department === null ? '' : `由${one.department}办理`}
            {one.dueOn === null ? '' : `，${dayInWords(one.dueOn)}前答复`}
          </p>
          {one.answers.map((answer) => (
            <>
              <p class="kept-lines">
                {dayInWords(answer.answeredOn)}答复（{answer.resultName}）：{answer.content}
              </p>
              {answer.gradeName === null ? null : (
                <p>
                  <Tag tone={answer.bad ? 'stop' : 'ok'} text={`代表评价：${answer.gradeName}`} />{' '}
                  {answer.byClerk ? <Tag tone="plain" text="工作人员代录" /> : null}
                </p>
              )}
            </>
          ))}
        </li>
      ))}
    </ul>
  );
}
