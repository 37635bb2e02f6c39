import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { RuleSheetPage, RuleSheetPrint } from '../../../../views/meeting/rule-sheet-page.tsx';
import { WizardPage } from '../../../../views/meeting/wizard-page.tsx';
import type { Refusal } from '../../../rules/refusals.ts';
import { articles, sheetTitle } from '../../../rules/rule-sheet/articles.ts';
import { contradictions } from '../../../rules/rule-sheet/contradictions.ts';
import { sheetStateNames } from '../../../rules/rule-sheet/life.ts';
import { formValues } from '../../../rules/rule-sheet/read-settings.ts';
import { steps, stepTitles } from '../../../rules/rule-sheet/settings/setting.ts';
import {
  chapterOfStep,
  type ListedSetting,
  settingsOfStep,
} from '../../../rules/rule-sheet/settings.ts';
import { workedExample } from '../../../rules/rule-sheet/worked-example.ts';
import { actFields, versionField } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import { statusOf, type Visit } from '../../../web/visit.ts';
import { loadMeetingPage, type MeetingPageData, meetingPath } from '../meeting-page.ts';
import { adoptRuleSheet } from '../rule-sheet/adopt-rule-sheet.ts';
import { changeRuleSheet } from '../rule-sheet/change-rule-sheet.ts';
import { draftRuleSheet } from '../rule-sheet/draft-rule-sheet.ts';
import {
  loadMeetingRuleSheet,
  loadStandingRuleSheet,
  type MeetingRuleSheet,
  sheetBinds,
} from '../rule-sheet/rule-sheet-store.ts';
import { decisionFields, figuresOf } from './decision-form.ts';

const draft = z.object({
  ...actFields,
  basis: z.enum(['defaults', 'standing', 'deviation'], '请选择从哪里开始。'),
});
const adopt = z.object({ ...actFields, ...decisionFields, version: versionField });

function placeOf(visit: Visit): string {
  return visit.congressHere.name.replace(/人民代表大会$/, '');
}

function examplesOf(sheet: MeetingRuleSheet, data: MeetingPageData) {
  const due = data.page.strip?.due ?? 0;
  const present = data.page.strip?.present ?? 0;
  const result = workedExample(sheet.document, { due, present: present > 0 ? present : due });
  return result.ok ? result.value : [];
}

async function show(visit: Visit, attempt: Attempt | null = null): Promise<Response> {
  const { database, congressHere } = visit;
  const data = await loadMeetingPage(visit);
  const sheet = await loadMeetingRuleSheet(database, congressHere.id, data.meeting.id);
  const standing = await loadStandingRuleSheet(database, congressHere.id);
  const found = sheet === null ? null : contradictions(sheet.document);
  const rendered = (
    <RuleSheetPage
      frame={visit.frame()}
      page={data.page}
      draftForm={formOf(attempt, 'draft-rule-sheet', { basis: 'defaults' })}
      adoptForm={formOf(attempt, 'adopt-rule-sheet', {
        ...{ method: 'show_of_hands', votes_against: '0', votes_abstain: '0' },
      })}
      standing={standing !== null}
      sheet={
        sheet === null
          ? null
          : {
              title: sheetTitle(sheet.document, { place: placeOf(visit) }),
              state: sheetStateNames[sheet.state],
              adopted: isAdopted(sheet),
              number: sheet.versionNumber,
              hash: sheet.contentHash,
              version: sheet.version,
              refusals: found?.refusals ?? [],
              warnings: found?.warnings ?? [],
              articles: articles(sheet.document, {
                place: placeOf(visit),
                meeting: data.meeting.name,
              }),
              examples: examplesOf(sheet, data),
            }
      }
      steps={steps.map((step) => ({ step, title: stepTitles[step] }))}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

function isAdopted(sheet: MeetingRuleSheet): boolean {
  return sheetBinds(sheet).ok;
}

type Step = (typeof steps)[number];

function stepOf(visit: Visit): Step | null {
  const named = visit.param('stepText');
  return steps.find((step) => step === named) ?? null;
}

async function showStep(
  visit: Visit,
  refused: {
    readonly typed: Readonly<Record<string, string>>;
    readonly refusals: readonly Refusal[];
  } | null,
): Promise<Response> {
  const data = await loadMeetingPage(visit);
  const sheet = await loadMeetingRuleSheet(visit.database, visit.congressHere.id, data.meeting.id);
  const step = stepOf(visit);
  if (sheet === null || step === null) return visit.redirect(`${data.page.base}/rules`);
  const names = { place: placeOf(visit), meeting: data.meeting.name };
  const stale = refused?.refusals.some((one) => one.code === 'stale-form') === true;
  const rendered = (
    <WizardPage
      frame={visit.frame()}
      page={data.page}
      steps={steps.map((one) => ({ step: one, title: stepTitles[one], here: one === step }))}
      title={stepTitles[step]}
      step={step}
      chapter={{
        name: chapterOfStep(step),
        regulated: sheet.document[chapterOfStep(step)] !== undefined,
      }}
      settings={settingsOfStep(step).filter((one) => one.relevantIn(sheet.document))}
      form={{
        typed: formValues(sheet.document, refused?.typed ?? {}),
        refusals: refused?.refusals ?? [],
        beside: stale ? comparisonOf(sheet, step, refused.typed) : [],
      }}
      articles={articles(sheet.document, names).filter((article) =>
        article.settings.some((key) => settingsOfStep(step).some((one) => one.key === key)),
      )}
      warnings={contradictions(sheet.document).warnings.filter((one) =>
        settingsOfStep(step).some((setting) => setting.key === one.field),
      )}
      actId={randomUUID()}
      version={sheet.version}
    />
  );
  return await visit.page(rendered, refused === null ? 200 : statusOf(refused.refusals));
}

/** The value of a field in the words of its form. */
function inWords(setting: ListedSetting, value: string): string {
  if (setting.kind === 'choice') return setting.options[value]?.label ?? value;
  if (setting.kind === 'yes-no') return value === 'yes' ? '是' : '否';
  return value;
}

/** What was typed beside what somebody else has saved meanwhile, for the settings that differ. */
function comparisonOf(
  sheet: MeetingRuleSheet,
  step: Step,
  typed: Readonly<Record<string, string>>,
) {
  const standing = formValues(sheet.document);
  return settingsOfStep(step)
    .map((setting) => ({
      label: setting.label,
      typed: inWords(setting, typed[setting.key] ?? ''),
      now: inWords(setting, standing[setting.key] ?? ''),
    }))
    .filter((row) => row.typed !== row.now);
}

/** Settings come under the names of the catalogue; the act itself refuses what does not belong. */
const stepForm = z.looseObject({ ...actFields, version: versionField });

function settingsFrom(value: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'act_id',
  );
  return Object.fromEntries(entries);
}

function nextStep(visit: Visit): string {
  const step = stepOf(visit);
  const next = step === null ? undefined : steps[steps.indexOf(step) + 1];
  const base = `${meetingPath(visit)}/rules`;
  return next === undefined ? base : `${base}/${next}`;
}

const path = '/c/:congress/m/:meeting/rules';

/** The rule sheet of a meeting: begin, settle step by step, read out, print, adopt. */
export const ruleRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'draft-rule-sheet', draft, {
        run: (request, value) =>
          draftRuleSheet(visit.database, request, {
            meetingId: visit.param('meeting'),
            basis: value.basis,
          }),
        done: (_, value) =>
          visit.redirect(
            value.basis === 'standing'
              ? `${meetingPath(visit)}/rules`
              : `${meetingPath(visit)}/rules/places`,
            '已拟定草案，请逐步核对各项。',
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'GET',
    path: `${path}/print`,
    site: 'staff',
    access: readers,
    handle: async (visit) => {
      const data = await loadMeetingPage(visit);
      const sheet = await loadMeetingRuleSheet(
        visit.database,
        visit.congressHere.id,
        data.meeting.id,
      );
      if (sheet === null) return visit.redirect(`${data.page.base}/rules`);
      const names = { place: placeOf(visit), meeting: data.meeting.name };
      return await visit.page(
        <RuleSheetPrint
          frame={visit.frame()}
          back={`${data.page.base}/rules`}
          title={sheetTitle(sheet.document, names)}
          draft={!isAdopted(sheet)}
          number={sheet.versionNumber}
          hash={sheet.contentHash}
          articles={articles(sheet.document, names)}
        />,
      );
    },
  },
  {
    method: 'POST',
    path: `${path}/adopt`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'adopt-rule-sheet', adopt, {
        run: (request, value) =>
          adoptRuleSheet(visit.database, request, {
            meetingId: visit.param('meeting'),
            version: value.version,
            figures: figuresOf(value),
          }),
        done: ({ carried }) =>
          visit.redirect(
            `${meetingPath(visit)}/rules`,
            carried
              ? '已登记：票决办法获得通过，开始施行。'
              : '已登记：票决办法未获通过，仍为草案。',
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'GET',
    path: `${path}/:stepText`,
    site: 'staff',
    access: clerks,
    handle: (visit) => showStep(visit, null),
  },
  {
    method: 'POST',
    path: `${path}/:stepText`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'change-rule-sheet', stepForm, {
        run: (request, value) =>
          changeRuleSheet(visit.database, request, {
            meetingId: visit.param('meeting'),
            version: value.version,
            form: settingsFrom(value),
          }),
        done: ({ changed, papersVoided }) =>
          visit.redirect(
            nextStep(visit),
            changed === 0
              ? '没有改动。'
              : `已保存 ${changed} 处改动。${papersVoided > 0 ? `已印的 ${papersVoided} 张选票作废，须重新建立轮次并印票。` : ''}`,
          ),
        again: (attempt) => showStep(visit, attempt.form),
      }),
  },
]);
