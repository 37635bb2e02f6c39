import { type ExplanationProps, ExplanationText } from './next-year-page.tsx';

/** That a project was not finished in time, and why; `moreHref` is null on the public page. */
export function UnfinishedSection(props: {
  readonly explanation: ExplanationProps | null;
  readonly moreHref: string | null;
}) {
  return (
    <>
      {props.explanation === null ? (
        <p>到期没有完工，还没有向大会说明。</p>
      ) : (
        <ExplanationText one={props.explanation} />
      )}
      {props.moreHref === null ? null : (
        <p>
          <a href={props.moreHref}>未完工说明和重点督办</a>
        </p>
      )}
    </>
  );
}
