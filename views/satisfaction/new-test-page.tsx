import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, type FormState, TextArea } from '../parts/fields.tsx';
import { Empty, Notice } from '../parts/notices.tsx';

interface TestableProject {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly state: string;
}

/** Where the clerk chooses the projects that deputies grade in this meeting. */
export function NewTestPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly form: FormState;
  /** Whether the rule sheet grades sub-items; then they can be typed for each project. */
  readonly byParts: boolean;
  readonly regulated: boolean;
  readonly projects: readonly TestableProject[];
  readonly actId: string;
}) {
  const { page, form, projects } = props;
  const years = [...new Set(projects.map((one) => one.year))];
  return (
    <MeetingShell frame={props.frame} page={page} title="建立满意度测评">
      {props.regulated ? null : (
        <Notice tone="warn" title="票决办法没有“满意度测评”一章">
          <p>
            请先在<a href={`${page.base}/rules`}>票决办法</a>中填写这一章，再建立测评。
          </p>
        </Notice>
      )}
      {projects.length === 0 ? (
        <Empty>还没有正式项目。票决结果公告以后，入选的项目会出现在这里。</Empty>
      ) : (
        <form method="post" class="card">
          <ErrorSummary form={form} />
          <p>
            代表对每个项目在满意、基本满意、不满意中选一个，无记名。选票颜色、计票和签字都按票决办法。
          </p>
          <ActFields actId={props.actId} />
          {years.map((year) => (
            <fieldset class="field choices">
              <legend>{year} 年项目</legend>
              {projects
                .filter((one) => one.year === year)
                .map((one) => (
                  <ProjectLine {...props} project={one} />
                ))}
            </fieldset>
          ))}
          <div class="actions">
            <button class="btn" type="submit">
              建立测评
            </button>
            <a class="btn quiet" href={`${page.base}/rounds`}>
              返回，不建立
            </a>
          </div>
        </form>
      )}
    </MeetingShell>
  );
}

function ProjectLine(props: {
  readonly form: FormState;
  readonly byParts: boolean;
  readonly project: TestableProject;
}) {
  const { form, project } = props;
  const chosen = (form.typed.projects ?? '').split(' ');
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          name="projects"
          value={project.id}
          checked={chosen.includes(project.id)}
        />
        <span>
          {project.number}　{project.title}
          <small>{project.state}</small>
        </span>
      </label>
      {props.byParts ? (
        <TextArea
          form={form}
          name={`parts-${project.id}`}
          label={`第 ${project.number} 号的子项目`}
          hint="一行一个；不填的，整个项目测评"
          required={false}
          rows={2}
        />
      ) : null}
    </>
  );
}
