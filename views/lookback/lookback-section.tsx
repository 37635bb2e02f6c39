import { Tag, type Tone } from '../parts/notices.tsx';
import { FindingsTable, type ShownFinding } from './findings.tsx';

/** What look-backs saw of a project, as its own page tells it. */
export interface LookbackSectionProps {
  readonly lookbacks: readonly {
    readonly title: string;
    readonly congress: string;
    readonly publicHref: string;
    readonly site: { readonly tone: Tone; readonly text: string; readonly detail: string } | null;
    readonly findings: readonly ShownFinding[];
  }[];
}

/** Each look-back that drew this project: is it still there, who maintains it, what was found. */
export function LookbackSection(props: LookbackSectionProps) {
  return (
    <>
      {props.lookbacks.map((one) => (
        <div class="finding">
          <p>
            <a href={one.publicHref}>{one.title}</a>（{one.congress}）{' '}
            {one.site === null ? (
              <Tag tone="info" text="已抽中，待核查" />
            ) : (
              <>
                <Tag tone={one.site.tone} text={one.site.text} /> {one.site.detail}
              </>
            )}
          </p>
          {one.findings.length === 0 ? null : (
            <FindingsTable caption="发现的问题" findings={one.findings} />
          )}
        </div>
      ))}
    </>
  );
}
