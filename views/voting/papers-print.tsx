import { type PageFrame, PrintLayout } from '../layout.tsx';
import { BallotPaper, type PaperProps } from '../parts/paper.tsx';

/** The ballot papers of a round, several on a sheet of A4; print as many sheets as needed. */
export function PapersPrint(props: {
  readonly frame: PageFrame;
  readonly back: string;
  readonly paper: PaperProps;
  readonly perPage: 1 | 2;
}) {
  return (
    <PrintLayout
      frame={props.frame}
      title={props.paper.title}
      back={props.back}
      hint={`每张 A4 ${props.perPage} 票，用${props.paper.colour}纸打印所需份数，逐张校对编号和文字。`}
    >
      <h1 class="unseen">{props.paper.title}</h1>
      <div class={props.perPage === 2 ? 'ballot-papers' : 'ballot-papers single'}>
        {Array.from({ length: props.perPage }, () => (
          <BallotPaper {...props.paper} />
        ))}
      </div>
    </PrintLayout>
  );
}
