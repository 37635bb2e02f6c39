import { Tag } from '../parts/notices.tsx';
import type { QuestionList } from './programme-props.ts';

/** What a look-back asks: the template, the programme's own questions, and what it leaves out with the reason. */
export function AskedQuestions({ lists }: { readonly lists: readonly QuestionList[] }) {
  return (
    <>
      {lists.map((list) => (
        <>
          <h3>
            {list.part}（{list.asked.length} 条）
          </h3>
          <ol>
            {list.asked.map((one) => (
              <li>
                {one.text}
                {one.own ? (
                  <>
                    {' '}
                    <Tag tone="info" text="自拟" />
                  </>
                ) : null}
                {one.hint === null ? null : <p class="hint">看什么：{one.hint}</p>}
              </li>
            ))}
          </ol>
          {list.leftOut.length === 0 ? null : (
            <ul>
              {list.leftOut.map((one) => (
                <li>
                  <Tag tone="plain" text="不问" /> {one.text}原因：{one.reason}
                </li>
              ))}
            </ul>
          )}
        </>
      ))}
    </>
  );
}

/** The same folded, with how many there are in its head. */
export function QuestionsCard({ lists }: { readonly lists: readonly QuestionList[] }) {
  const own = lists.flatMap((one) => one.asked).filter((one) => one.own).length;
  const leftOut = lists.flatMap((one) => one.leftOut).length;
  const words = lists.map((one) => `${one.part} ${one.asked.length} 条`).join('，');
  return (
    <section class="card">
      <h2>核查的问题</h2>
      <p>
        {words}
        {own === 0 ? '' : `，其中自拟 ${own} 条`}
        {leftOut === 0 ? '' : `；范本里有 ${leftOut} 条不问`}。
      </p>
      <details>
        <summary>看全部问题</summary>
        <AskedQuestions lists={lists} />
      </details>
    </section>
  );
}
