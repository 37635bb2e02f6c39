import type { Kysely } from 'kysely';
import type { TextSectionProps } from '../../../../views/delivery/text-section.tsx';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import { explanatoryFields, votedFields } from '../../../rules/project-text.ts';
import { chinaDay } from '../../../web/china-time.ts';
import type { Project } from '../project-store.ts';
import { listProjectTexts, type ProjectText } from './text-store.ts';
import { wordDiff } from './word-diff.ts';

const kindNames: Readonly<Record<ProjectText['kind'], string>> = {
  baseline: '基线',
  explanation: '补充说明',
  decision: '经决定调整',
};

/** The text of a project that stands, each field as a word diff against the baseline. */
export async function loadTextSection(
  database: Kysely<Tables>,
  project: Project,
): Promise<TextSectionProps> {
  const texts = await listProjectTexts(database, project.congressId, project.id);
  const [baseline] = texts;
  if (baseline === undefined) throw new Error('a project has no baseline');
  const row = (label: string, before: string | null, after: string | null, voted: boolean) => ({
    ...{ label, voted, changed: (before ?? '') !== (after ?? '') },
    pieces: wordDiff(before ?? '', after ?? ''),
  });
  const rows = [
    ...votedFields.map(([key, label]) => row(label, baseline.voted[key], project.voted[key], true)),
    ...explanatoryFields.map(([key, label]) =>
      row(label, baseline.explanatory[key], project.explanatory[key], false),
    ),
  ];
  return {
    rows: rows.filter((one) => one.pieces.length > 0),
    keptHere: project.baselineVersionId !== null,
    source: project.source,
    decidedOn: dayInWords(project.decidedOn),
    baselineHash: baseline.hash,
    versions: texts.map((text) => ({
      ...{ number: text.number, kind: kindNames[text.kind], hash: text.hash },
      ...{ day: chinaDay(text.writtenAt), reason: text.reason },
    })),
  };
}
