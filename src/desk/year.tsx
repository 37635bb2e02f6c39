import { CongressPage } from '../../views/desk/congress-page.tsx';
import { listChildren, listRoles, listTerms } from '../people/index.ts';
import { roleNames } from '../rules/access.ts';
import { reminderLevelNames } from '../rules/reminders.ts';
import { listReminders, listRemindersBelow, type OpenReminder } from '../stages/delivery/index.ts';
import { listMeetings, type Meeting } from '../stages/meeting/index.ts';
import { declareRoutes, readers } from '../web/route.ts';
import type { Visit } from '../web/visit.ts';

const stateNames: Readonly<Record<Meeting['state'], string>> = {
  preparing: '筹备中',
  roll_frozen: '名册已冻结',
  ended: '已闭会',
};

async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const base = `/c/${congressHere.id}`;
  const [meetings, terms, children, held, own, below] = await Promise.all([
    listMeetings(database, congressHere.id),
    listTerms(database, congressHere.id),
    listChildren(database, congressHere.id),
    listRoles(database, congressHere.id, null),
    listReminders(database, congressHere.id),
    listRemindersBelow(database, congressHere.id),
  ]);
  const clerk = visit.holds('clerk');
  return await visit.page(
    <CongressPage
      frame={visit.frame()}
      name={congressHere.name}
      base={base}
      term={terms[0] === undefined ? null : `第 ${terms[0].number} 届`}
      meetings={meetings.map((one) => ({
        href: `${base}/m/${one.id}`,
        name: one.name,
        when: one.startsOn,
        state: stateNames[one.state],
      }))}
      children={children.map((one) => ({ href: `/c/${one.id}`, name: one.name }))}
      staff={held.map((one) => `${roleNames[one.role]} ${one.name}`)}
      reminders={[
        ...own.map((one) => describe(one, null)),
        ...below.map((one) => describe(one, one.congressName)),
      ]}
      mayHold={clerk && terms.length > 0 && congressHere.kind !== 'installation'}
      administers={clerk || isOperatorOver(visit)}
    />,
  );
}

/** A reminder as the page shows it; `place` is named where it is about another congress. */
function describe(one: OpenReminder, place: string | null) {
  const base = `/c/${one.congressId}/projects`;
  return {
    text: place === null ? one.sentence : `${place}：${one.sentence}`,
    level: reminderLevelNames[one.level],
    late: one.level !== 'department',
    href: one.projectId === null ? base : `${base}/${one.projectId}`,
  };
}

/** Whether the viewer is an operator here or above. */
function isOperatorOver(visit: Visit): boolean {
  const places = [visit.congressHere.id, ...visit.congressHere.ancestorIds];
  return visit.signedIn.held.some(
    (one) => one.role === 'operator' && places.includes(one.congressId),
  );
}

/** The page of a congress: its meetings, its people, what is below it. */
export const yearRoutes = declareRoutes([
  { method: 'GET', path: '/c/:congress', site: 'staff', access: readers, handle: show },
]);
