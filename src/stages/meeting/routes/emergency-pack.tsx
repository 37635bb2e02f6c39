import { EmergencyPack } from '../../../../views/meeting/emergency-pack.tsx';
import { chairWords, spokenSteps } from '../../../rules/chair-script.ts';
import { dayInWords } from '../../../rules/days.ts';
import { quorumOf } from '../../../rules/quorum.ts';
import { declareRoutes, readers } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadSealedList } from '../../candidates/index.ts';
import { loadMeetingPage } from '../meeting-page.ts';
import { meetingBody } from '../meeting-store.ts';
import { listMeetingSeats } from '../roll/body-members.ts';
import { listDeputies } from '../roll/deputy-store.ts';
import { loadMeetingRuleSheet } from '../rule-sheet/rule-sheet-store.ts';

async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const { meeting, page } = await loadMeetingPage(visit);
  const frozen = meeting.state !== 'preparing';
  const deputies = frozen
    ? (await listDeputies(database, congressHere.id, meeting.id)).filter(
        (one) => one.state !== 'ended',
      )
    : (await listMeetingSeats(database, meeting)).map((seat, index) => ({
        position: seat.row.order ?? index + 1,
        name: seat.row.name,
        delegation: seat.row.delegation,
        unitAndPosition: seat.row.unitAndPosition,
      }));
  const list = await loadSealedList(database, congressHere.id, meeting.id);
  const sheet = await loadMeetingRuleSheet(database, congressHere.id, meeting.id);
  const vote = sheet?.document.vote;
  const body = meetingBody(meeting.bodyKind);
  const attendance = { due: deputies.length, present: 0, share: vote?.quorum ?? '2/3', body };
  const needed = page.strip?.needed ?? quorumOf(attendance).needed;
  return await visit.page(
    <EmergencyPack
      frame={visit.frame()}
      back={page.base}
      meeting={meeting.name}
      day={dayInWords(meeting.startsOn)}
      due={page.strip?.due ?? deputies.length}
      needed={needed}
      delegations={[...new Set(deputies.map((one) => one.delegation ?? '代表'))].map((name) => ({
        name,
        deputies: deputies.filter((one) => (one.delegation ?? '代表') === name),
      }))}
      candidates={(list?.items ?? []).map((one) => ({
        number: one.number,
        title: one.content.title,
      }))}
      columns={vote === undefined || vote.form === 'each' ? ['赞成', '反对', '弃权'] : ['选择']}
      places={vote?.places ?? null}
      script={spokenSteps.flatMap((step, index) => {
        const [first = '', ...others] = chairWords(step, {
          ...{ due: page.strip?.due ?? deputies.length, present: null },
          ...{ needed, places: vote?.places ?? null, candidates: list?.items.length ?? null },
          ...{ body, kind: body === 'congress' ? 'vote' : 'decision', matters: null },
          // Without electricity everybody votes on paper.
          ...{ channels: 'paper', chief: [], scrutineers: [], tellers: [], result: null },
        });
        return [`${'一二三四五六七八'[index] ?? ''}、${first}`, ...others];
      })}
    />,
  );
}

/** The pack that is printed in one click before the meeting, for a power cut. */
export const emergencyRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/m/:meeting/emergency-pack',
    site: 'staff',
    access: readers,
    handle: show,
  },
]);
