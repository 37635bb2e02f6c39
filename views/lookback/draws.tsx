import { Facts, Notice } from '../parts/notices.tsx';
import type { ProgrammeView } from './programme-props.ts';

/** What was looked at: the scope with its hash, published before the seed was there. */
export function ScopeFacts({ programme }: { readonly programme: ProgrammeView }) {
  const { reviewed, scopeHash, scopePublishedAt } = programme;
  return (
    <Facts
      facts={[
        ['回头看的单位', reviewed.join('、')],
        ['年度', programme.years],
        ['时间安排', programme.when],
        ['抽样办法', programme.sampling],
        ...(scopeHash === null
          ? []
          : [
              ['范围', `${programme.scopeSize} 个项目，${scopePublishedAt} 公布`] as const,
              ['范围散列值（SHA-256）', <code class="hash">{scopeHash}</code>] as const,
            ]),
      ]}
    />
  );
}

/** Every draw with its seed; none is ever taken away. */
export function Draws({ programme }: { readonly programme: ProgrammeView }) {
  return (
    <>
      {programme.draws.map((draw) => (
        <article>
          <h3>{draw.number === 1 ? '第一次抽样' : `第 ${draw.number} 次抽样（重抽）`}</h3>
          {draw.reason === null ? null : (
            <Notice tone="warn" title="重抽的原因">
              <p>{draw.reason}</p>
            </Notice>
          )}
          <Facts
            facts={[
              ['约定的种子', `${draw.source}（${draw.announcedAt} 公布）`],
              ['约定的产生时间', `${draw.dueAt} 起`],
              ...(draw.made === null
                ? [['种子', '还没有产生'] as const]
                : [
                    ['种子', <code class="hash">{draw.made.seed}</code>] as const,
                    ['产生时间', draw.made.drawnAt] as const,
                    ['见证人', draw.made.witnesses] as const,
                  ]),
            ]}
          />
          {draw.made === null ? null : (
            <ol>
              {draw.made.projects.map((project) => (
                <li>{project}</li>
              ))}
            </ol>
          )}
        </article>
      ))}
    </>
  );
}
