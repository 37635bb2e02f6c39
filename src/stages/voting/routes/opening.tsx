import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type OpeningAct, OpeningPage } from '../../../../views/voting/opening-page.tsx';
import { fingerprintOf } from '../../../ballot/fingerprint/fingerprint.ts';
import type { Access } from '../../../rules/access.ts';
import { revealingBallots } from '../../../rules/closing.ts';
import { electronicStateNames } from '../../../rules/electronic-channel.ts';
import { refuse } from '../../../rules/refusals.ts';
import { actFields, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadMeetingPage } from '../../meeting/index.ts';
import { countBallots, digestOf, listTrackers } from '../board/box-store.ts';
import { livesElectronic, livesPaper } from '../electronic-channel.ts';
import { openKeyVault } from '../key-vault.ts';
import { beginOpening, whatBlocksOpening } from '../opening/begin-opening.ts';
import { openBox } from '../opening/open-box.ts';
import { loadOpening, type Opening, serverOwner } from '../opening/opening-store.ts';
import { signPaperSheet } from '../opening/sign-paper-sheet.ts';
import type { Round } from '../round-store.ts';
import { turnToPaper } from '../slips/turn-to-paper.ts';
import { roundOf, roundPath } from './rounds.tsx';

const plain = z.object(actFields);
const reasoned = z.object({ ...actFields, reason: requiredText('请写明原因。', 300) });

/** Only the chief freezes the papers' totals. */
const chief = {
  kind: 'roles',
  roles: { chief_scrutineer: 'own' },
} as const satisfies Access;

/** Those who lead the opening in the hall. */
const openers = {
  kind: 'roles',
  roles: { clerk: 'own', chief_scrutineer: 'own' },
} as const satisfies Access;

/** The one thing that the opening waits for, from what is known of it. */
function nextOf(round: Round, opening: Opening): OpeningAct | null {
  if (whatBlocksOpening(round) !== null) return null;
  if (livesPaper(round) && round.electronic?.election?.paperSheetHash === null) {
    return round.paper?.state === 'counted' ? 'sign-paper-sheet' : null;
  }
  if (!opening.begun) return 'begin-opening';
  return opening.given >= opening.needed ? 'finish-opening' : null;
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const round = await roundOf(visit);
  const election = round?.electronic?.election;
  const opening = round === null ? null : await loadOpening(visit.database, round);
  if (round?.electronic == null || election == null || opening === null) {
    return visit.context.notFound();
  }
  const { page } = await loadMeetingPage(visit);
  const place = { congressId: round.congressId, uuid: election.uuid };
  const ballots = round.electronic.ballots ?? (await countBallots(visit.database, place));
  const closed = ['closed', 'counted'].includes(round.electronic.state);
  const next = nextOf(round, opening);
  const rendered = (
    <OpeningPage
      frame={visit.frame()}
      page={page}
      base={roundPath(visit)}
      title={round.title}
      stateName={electronicStateNames[round.electronic.state]}
      waiting={waitingSentence(round, opening)}
      box={{
        uuid: election.uuid,
        ballots,
        issued: round.electronic.issued,
        few: closed && ballots < revealingBallots,
        fingerprint: election.setupHash === null ? null : fingerprintOf(election.setupHash),
        digest: digestOf(await listTrackers(visit.database, place)),
        paperSheetHash: election.paperSheetHash,
        archiveHash: election.archiveHash,
        proofsHash: election.proofsHash,
      }}
      holders={opening.holders.map(({ name, owner }) => ({
        name,
        gave: opening.owners.includes(owner),
      }))}
      serverGave={opening.owners.includes(serverOwner)}
      given={opening.given}
      needed={opening.needed}
      opened={round.electronic.state === 'counted'}
      next={next}
      mayAct={
        next === 'sign-paper-sheet'
          ? visit.holds('chief_scrutineer')
          : visit.holds('clerk', 'chief_scrutineer')
      }
      mayVoid={
        visit.holds('clerk') &&
        round.state === 'open' &&
        livesElectronic(round) &&
        livesPaper(round)
      }
      openingAddress={`${visit.dependencies.ballot.origin}/open`}
      hall={`${page.base}/hall`}
      form={next === null ? formOf(null, '') : formOf(attempt, next)}
      voidForm={formOf(attempt, 'void-electronic')}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

function waitingSentence(round: Round, opening: Opening): string | null {
  const blocked = whatBlocksOpening(round);
  if (blocked !== null) return blocked.message;
  if (livesPaper(round) && round.paper?.state !== 'counted') {
    return '先完成纸质票计票，由总监票人封定合计表，再开电子票箱。';
  }
  if (opening.begun && opening.given < opening.needed) {
    return `请持钥匙的监票人在自己的设备上打开开箱页，核验后开箱：已有 ${opening.given} 人，需要 ${opening.needed} 人。`;
  }
  return null;
}

const path = '/c/:congress/m/:meeting/r/:round';

function ids(visit: Visit) {
  return { meetingId: visit.param('meeting'), roundId: visit.param('round') };
}

/** Opens with the shares that are there: for when the last one came and the machine failed. */
async function finishOpening(visit: Visit) {
  const opened = await openBox(
    visit.database,
    {
      congressId: visit.congressHere.id,
      personId: visit.signedIn.personId,
      now: visit.now,
    },
    ids(visit),
  );
  if (!opened.ok || opened.value) return opened;
  return refuse({ code: 'shares-missing', message: '开箱份额还不够，请等持钥匙的监票人开箱。' });
}

/** The opening (开箱计票) as the clerk and the chief lead it. */
export const openingStaffRoutes = declareRoutes([
  {
    method: 'GET',
    path: `${path}/opening`,
    site: 'staff',
    access: readers,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'POST',
    path: `${path}/sign-paper-sheet`,
    site: 'staff',
    access: chief,
    handle: (visit) =>
      submit(visit, 'sign-paper-sheet', plain, {
        run: (request) => signPaperSheet(visit.database, request, ids(visit)),
        done: () => visit.redirect(`${roundPath(visit)}/opening`, '纸质票合计表已封定。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/begin-opening`,
    site: 'staff',
    access: openers,
    handle: (visit) => {
      const { keyFolder, keyCopyFolder } = visit.dependencies.ballot;
      const vault = openKeyVault(keyFolder, keyCopyFolder);
      return submit(visit, 'begin-opening', plain, {
        run: (request) => beginOpening(visit.database, request, vault, ids(visit)),
        done: () =>
          visit.redirect(`${roundPath(visit)}/opening`, '系统的份额已公布。请监票人开箱。'),
        again: (attempt) => show(visit, attempt),
      });
    },
  },
  {
    method: 'POST',
    path: `${path}/finish-opening`,
    site: 'staff',
    access: openers,
    handle: (visit) =>
      submit(visit, 'finish-opening', plain, {
        run: () => finishOpening(visit),
        done: () => visit.redirect(`${roundPath(visit)}/opening`, '已开箱，全部核验通过。'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${path}/void-electronic`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'void-electronic', reasoned, {
        run: (request, { reason }) =>
          turnToPaper(visit.database, request, { ...ids(visit), reason }),
        done: () =>
          visit.redirect(
            roundPath(visit),
            '电子票已作废。请给有关代表补发纸质票，再登记发出张数。',
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
