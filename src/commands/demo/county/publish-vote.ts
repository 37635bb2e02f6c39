import { listRoles } from '../../../people/index.ts';
import {
  announcementWords,
  announceResult,
  currentReport,
  declareResult,
  issueSigningCode,
  listReports,
  loadResultChain,
  makeReport,
  signByCode,
} from '../../../stages/result/index.ts';
import { loadRound } from '../../../stages/voting/index.ts';
import { must } from '../demo-acts.ts';
import type { Hall } from './hold-vote.ts';

/** Signs, declares and announces the counted round of a township's year; its projects are made by it. */
export async function publishVote(hall: Hall, roundId: string): Promise<void> {
  const { database, townshipId, meetingId, request, township, year, at } = hall;
  const place = { meetingId, roundId };
  const { reportId } = await must(makeReport(database, request('make-report'), place));
  const staff = await listRoles(database, townshipId, meetingId);
  for (const one of staff) {
    if (!['chief_scrutineer', 'scrutineer', 'teller'].includes(one.role)) continue;
    const asked = request('issue-signing-code', one.personId);
    const { code } = await must(issueSigningCode(database, asked, place));
    const signing = { ...place, reportId, personId: one.personId, code: code ?? '' };
    await must(signByCode(database, request('sign-by-code'), signing));
  }
  const chair = staff.find((one) => one.role === 'chair');
  await must(
    declareResult(database, request('declare-result', chair?.personId), {
      ...{ ...place, reportId, declaredBy: 'chair' },
    }),
  );
  const round = await loadRound(database, townshipId, meetingId, roundId);
  const report = currentReport(await listReports(database, townshipId, roundId));
  if (round === null || report === null) throw new Error('the round was not counted');
  const chain = await loadResultChain(database, townshipId, round);
  const short = township.name.slice(0, 2);
  await must(
    announceResult(database, request('announce-result'), {
      ...{ ...place, number: `${short}人大〔${year}〕1号` },
      dated: at.toISOString().slice(0, 10),
      title: `关于${year}年度民生实事项目票决结果的公告`,
      content: announcementWords(chain, `${township.name}人民代表大会主席团`),
    }),
  );
}
