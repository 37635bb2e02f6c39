import type { Indication } from '../../rules/indicators/catalogue.ts';
import { regulates } from '../../rules/indicators/thresholds.ts';
import { articles } from '../../rules/rule-sheet/articles.ts';
import type { LoadedYear } from './load-years.ts';

/** Where a threshold stands: the article that says it, or that the program's default holds. */
export function sourceOf(one: Pick<Indication, 'setting'>, loaded: LoadedYear): string {
  if (one.setting === null) return '按法定程序应有';
  if (!regulates(loaded.sheet, one.setting) || loaded.sheet === null) {
    return '票决办法未作规定，按系统默认值';
  }
  const names = { place: loaded.congressName };
  const article = articles(loaded.sheet, names).find(({ settings }) =>
    settings.includes(one.setting ?? ''),
  );
  return article === undefined ? '票决办法' : `票决办法${article.label}`;
}
