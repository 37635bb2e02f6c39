import type { ProgrammeView, QuestionList } from '../../../../views/lookback/programme-props.ts';
import { dayInWords } from '../../../rules/days.ts';
import {
  askedOfProcedure,
  askedOfProject,
  type ChosenQuestions,
  type Part,
  partNames,
  templateQuestion,
} from '../../../rules/lookback/chosen-questions.ts';
import { strataNames } from '../../../rules/lookback/draw.ts';
import { chinaDateTime } from '../../../web/china-time.ts';
import {
  type DrawRecord,
  type Lookback,
  lookbackStateNames,
  type ScopeEntry,
  sampleOf,
} from '../lookback-store.ts';

/** A programme in the words that its staff page and its public page share. */
export function programmeView(
  lookback: Lookback,
  reviewed: readonly string[],
  scope: readonly ScopeEntry[],
  draws: readonly DrawRecord[],
): ProgrammeView {
  const years = [...new Set([lookback.fromYear, lookback.toYear])].join('—');
  return {
    ...{ id: lookback.id, title: lookback.title, purpose: lookback.purpose, state: lookback.state },
    stateName: lookbackStateNames[lookback.state],
    reviewed,
    years: `${years} 年度`,
    when: `${dayInWords(lookback.startsOn)}至${dayInWords(lookback.endsOn)}`,
    sampling: `${strataNames[lookback.strata]} ${lookback.perStratum} 个`,
    scopeHash: lookback.scopeHash,
    scopePublishedAt:
      lookback.scopePublishedAt === null ? null : chinaDateTime(lookback.scopePublishedAt),
    scopeSize: scope.length,
    draws: draws.map((draw) => ({
      ...{ number: draw.number, source: draw.seedSource, reason: draw.reason },
      announcedAt: chinaDateTime(draw.announcedAt),
      dueAt: chinaDateTime(draw.seedDueAt),
      made:
        draw.made === null
          ? null
          : {
              ...{ seed: draw.made.seed, witnesses: draw.made.witnesses.join('、') },
              drawnAt: chinaDateTime(draw.made.drawnAt),
              projects: sampleOf(scope, [draw]).map(nameOf),
            },
    })),
  };
}

/** A project of a scope in one line. */
export function nameOf(entry: ScopeEntry): string {
  return `${entry.reviewedName} ${entry.year} 年第 ${entry.number} 号 ${entry.title}`;
}

/** What a look-back asks, part by part, in words. */
export function questionLists(chosen: ChosenQuestions): readonly QuestionList[] {
  const list = (
    part: Part,
    asked: readonly {
      readonly code: string;
      readonly text: string;
      readonly hint?: string | null;
    }[],
  ): QuestionList => ({
    part: partNames[part],
    asked: asked.map(({ code, text, hint = null }) => ({
      ...{ text, hint, own: chosen.own.some((one) => one.code === code) },
    })),
    leftOut: chosen.leftOut.flatMap(({ code, reason }) => {
      const template = templateQuestion(code);
      return template?.part === part ? [{ text: template.text, reason }] : [];
    }),
  });
  return [list('project', askedOfProject(chosen)), list('procedure', askedOfProcedure(chosen))];
}
