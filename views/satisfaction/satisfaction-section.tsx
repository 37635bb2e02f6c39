import type { ThreeColumns } from '../../src/stages/satisfaction/three-columns.ts';
import { ThreeColumnsView } from './three-columns.tsx';

/** What the section of a project's page shows. */
export interface SatisfactionSectionProps {
  readonly columns: ThreeColumns;
  readonly testPath: (test: ThreeColumns['deputies'][number]) => string | null;
  /** Where the party committee judges; null for everybody else. */
  readonly judgePath: string | null;
  /** Where residents rate and report; null on the staff site, which only links to the public page. */
  readonly plate: string | null;
  /** Tests whose verdict asks for rectification, as the clerk sees them, and what became of them. */
  readonly low: readonly {
    readonly text: string;
    readonly href: string | null;
    readonly action: string;
  }[];
}

/** Satisfaction with a project: three columns, and what a low verdict led to. */
export function SatisfactionSection(props: SatisfactionSectionProps) {
  return (
    <>
      <p>三方各自评价，等次相同，分别列出，不合并计算。</p>
      <ThreeColumnsView columns={props.columns} testPath={props.testPath} />
      {props.plate === null ? null : (
        <div class="actions">
          {props.columns.residents.kind === 'not-asked' ? null : (
            <a class="btn" href={`${props.plate}/rate`}>
              我来评价
            </a>
          )}
          <a class="btn quiet" href={`${props.plate}/problem`}>
            反映问题、查看答复
          </a>
        </div>
      )}
      {props.low.map((one) => (
        <p>
          {one.text}
          {one.href === null ? null : (
            <>
              {' '}
              <a href={one.href}>{one.action}</a>
            </>
          )}
        </p>
      ))}
      {props.judgePath === null ? null : (
        <p>
          <a class="btn quiet" href={props.judgePath}>
            党委评价这个项目
          </a>
        </p>
      )}
    </>
  );
}
