import type { ProgressColour } from '../../src/rules/progress-colours.ts';
import { ColourMark } from '../delivery/progress-section.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

/** The projects of a congress by year. */
export function ProjectsPage(props: {
  readonly frame: PageFrame;
  /** Where the viewer comes from: not everybody here reads the page of the congress. */
  readonly home: { readonly text: string; readonly href: string };
  readonly clerk: boolean;
  readonly congress: { readonly name: string; readonly href: string };
  readonly years: readonly {
    readonly year: number;
    readonly projects: readonly {
      readonly href: string;
      readonly number: number;
      readonly title: string;
      readonly department: string;
      /** Where an older project was entered from; null when it was voted on here. */
      readonly source: string | null;
      readonly state: string;
      /** Null for a project that was ended. */
      readonly mark: ProgressColour | null;
      readonly percent: number | null;
    }[];
  }[];
}) {
  const { congress, years } = props;
  return (
    <Layout
      frame={props.frame}
      title="民生实事项目"
      place={congress.name}
      crumbs={[props.home]}
      wide
    >
      <h1>民生实事项目</h1>
      <p>
        <a href={`${congress.href}/satisfaction`}>满意度：党委、代表、群众三方评价</a>
      </p>
      {props.clerk ? (
        <p class="actions doors">
          {years.length === 0 ? null : (
            <a class="btn quiet" href={`${congress.href}/projects/plates`}>
              打印二维码牌
            </a>
          )}
          <a class="btn quiet" href={`${congress.href}/imports/plans`}>
            从 Excel 导入实施计划
          </a>
          <a class="btn quiet" href={`${congress.href}/imports/progress`}>
            从 Excel 导入进度
          </a>
          <a class="btn quiet" href={`${congress.href}/imports/calendar`}>
            节假日安排
          </a>
          <a class="btn quiet" href={`${congress.href}/imports/projects`}>
            录入往年项目
          </a>
          <a class="btn quiet" href={`${congress.href}/figures`}>
            往年程序数字
          </a>
        </p>
      ) : null}
      {years.length === 0 ? (
        <Empty>还没有正式项目。票决结果公告后，入选的项目会自动出现在这里。</Empty>
      ) : null}
      {years.map(({ year, projects }) => (
        <section class="card">
          <h2>{year} 年</h2>
          <Table
            caption={`正式项目，共 ${projects.length} 个`}
            columns={[
              { title: '编号', numeric: true },
              { title: '项目' },
              { title: '承办单位' },
              { title: '状态' },
              { title: '进度', numeric: true },
              { title: '颜色' },
            ]}
            rows={projects.map((one) => [
              String(one.number),
              <>
                <a href={one.href}>{one.title}</a>
                {one.source === null ? null : <small class="muted">（录入自“{one.source}”）</small>}
              </>,
              one.department === '' ? '未确定' : one.department,
              one.state,
              one.percent === null ? '没有数据' : `${one.percent}%`,
              one.mark === null ? '—' : <ColourMark colour={one.mark} />,
            ])}
          />
        </section>
      ))}
    </Layout>
  );
}
