import type { Migration } from 'kysely/migration';
import * as congresses from './2026-11-24-01-congresses.ts';
import * as people from './2026-11-24-02-people.ts';
import * as meetings from './2026-11-24-03-meetings.ts';
import * as candidatesAndRuleSheets from './2026-11-24-04-candidates-and-rule-sheets.ts';
import * as rounds from './2026-11-24-05-rounds.ts';
import * as counting from './2026-11-24-06-counting.ts';
import * as results from './2026-11-24-07-results.ts';
import * as trail from './2026-11-24-08-trail.ts';
import * as tieDecisions from './2026-11-24-09-tie-decisions.ts';
import * as categories from './2026-11-24-10-categories.ts';
import * as electronicChannel from './2026-11-24-11-electronic-channel.ts';
import * as withdrawnBatches from './2026-11-24-19-withdrawn-batches.ts';
import * as procedureFigures from './2026-11-25-01-procedure-figures.ts';
import * as projects from './2026-11-25-02-projects.ts';
import * as supervision from './2026-11-25-03-supervision.ts';
import * as adjustments from './2026-11-25-04-adjustments.ts';
import * as satisfaction from './2026-11-25-05-satisfaction.ts';
import * as lookback from './2026-11-25-06-lookback.ts';
import * as indicatorAnswers from './2026-11-25-07-indicator-answers.ts';
import * as yearlyReports from './2026-11-25-08-yearly-reports.ts';
import * as decisionRounds from './2026-11-30-01-decision-rounds.ts';
import * as entryPapers from './2026-11-30-21-entry-papers.ts';
import * as visitPublications from './2026-11-30-22-visit-publications.ts';
import * as publishedIndicators from './2026-11-30-31-published-indicators.ts';
import * as residentRates from './2026-11-30-32-resident-rates.ts';
import * as offlineSiteChecks from './2026-11-30-33-offline-site-checks.ts';
import * as presidium from './2026-11-30-41-presidium.ts';
import * as onePersonForTwoDepartments from './2026-11-30-42-one-person-for-two-departments.ts';
import * as deadlinesOfAnswers from './2026-11-30-51-deadlines-of-answers.ts';
import * as enteredByClerk from './2026-11-30-52-entered-by-clerk.ts';
import * as publicationOfOpinions from './2026-11-30-53-publication-of-opinions.ts';
import * as moreReminders from './2026-11-30-54-more-reminders.ts';
import * as extendedHandling from './2026-11-30-55-extended-handling.ts';
import * as withdrawnEntries from './2026-11-30-60-withdrawn-entries.ts';
import * as erasedWords from './2026-11-30-61-erased-words.ts';
import * as nextSupervision from './2026-11-30-66-next-supervision.ts';
import * as rectificationWordings from './2026-11-30-67-rectification-wordings.ts';
import * as figureHistory from './2026-11-30-71-figure-history.ts';
import * as workCalendars from './2026-11-30-72-work-calendars.ts';
import * as actualPlaces from './2026-11-30-73-actual-places.ts';
import * as secondSiteChecks from './2026-11-30-74-second-site-checks.ts';
import * as lookbackQuestions from './2026-12-01-01-lookback-questions.ts';
import * as milestoneIdentity from './2026-12-01-02-milestone-identity.ts';
import * as yearEndReminders from './2026-12-01-20-year-end-reminders.ts';

/** All migrations by name, in order. A name that has been released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-01-congresses': congresses,
  '2026-11-24-02-people': people,
  '2026-11-24-03-meetings': meetings,
  '2026-11-24-04-candidates-and-rule-sheets': candidatesAndRuleSheets,
  '2026-11-24-05-rounds': rounds,
  '2026-11-24-06-counting': counting,
  '2026-11-24-07-results': results,
  '2026-11-24-08-trail': trail,
  '2026-11-24-09-tie-decisions': tieDecisions,
  '2026-11-24-10-categories': categories,
  '2026-11-24-11-electronic-channel': electronicChannel,
  '2026-11-24-19-withdrawn-batches': withdrawnBatches,
  '2026-11-25-01-procedure-figures': procedureFigures,
  '2026-11-25-02-projects': projects,
  '2026-11-25-03-supervision': supervision,
  '2026-11-25-04-adjustments': adjustments,
  '2026-11-25-05-satisfaction': satisfaction,
  '2026-11-25-06-lookback': lookback,
  '2026-11-25-07-indicator-answers': indicatorAnswers,
  '2026-11-25-08-yearly-reports': yearlyReports,
  '2026-11-30-01-decision-rounds': decisionRounds,
  '2026-11-30-21-entry-papers': entryPapers,
  '2026-11-30-22-visit-publications': visitPublications,
  '2026-11-30-31-published-indicators': publishedIndicators,
  '2026-11-30-32-resident-rates': residentRates,
  '2026-11-30-33-offline-site-checks': offlineSiteChecks,
  '2026-11-30-41-presidium': presidium,
  '2026-11-30-42-one-person-for-two-departments': onePersonForTwoDepartments,
  '2026-11-30-51-deadlines-of-answers': deadlinesOfAnswers,
  '2026-11-30-52-entered-by-clerk': enteredByClerk,
  '2026-11-30-53-publication-of-opinions': publicationOfOpinions,
  '2026-11-30-54-more-reminders': moreReminders,
  '2026-11-30-55-extended-handling': extendedHandling,
  '2026-11-30-60-withdrawn-entries': withdrawnEntries,
  '2026-11-30-61-erased-words': erasedWords,
  '2026-11-30-66-next-supervision': nextSupervision,
  '2026-11-30-67-rectification-wordings': rectificationWordings,
  '2026-11-30-71-figure-history': figureHistory,
  '2026-11-30-72-work-calendars': workCalendars,
  '2026-11-30-73-actual-places': actualPlaces,
  '2026-11-30-74-second-site-checks': secondSiteChecks,
  '2026-12-01-01-lookback-questions': lookbackQuestions,
  '2026-12-01-02-milestone-identity': milestoneIdentity,
  '2026-12-01-20-year-end-reminders': yearEndReminders,
};
