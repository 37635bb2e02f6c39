import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { InvitationPage, MePage, SignInPage } from '../../../views/people/entrance-pages.tsx';
import { type HeldRole, roleNameAt } from '../../rules/access.ts';
import type { Refusal } from '../../rules/refusals.ts';
import { addressOf } from '../../web/address.ts';
import { chinaDateTime } from '../../web/china-time.ts';
import { clearSignIn, writeSignIn } from '../../web/cookies.ts';
import { actFields, idField, requiredText } from '../../web/forms.ts';
import { declareRoutes } from '../../web/route.ts';
import { type Attempt, formOf } from '../../web/submit.ts';
import { statusOf, type Visit } from '../../web/visit.ts';
import { findCongress } from '../congress-store.ts';
import { acceptInvitation, findInvitation } from '../invitations.ts';
import { listSignIns, namesOfMeetings } from '../person-store.ts';
import { setPassword } from '../set-password.ts';
import { revokeSignIn, signInWithPassword, signOut } from '../sign-in.ts';

const credentials = z.object({
  act_id: idField,
  user_name: requiredText('请填写用户名。', 40),
  password: z.string().min(1, '请填写密码。').max(200, '密码过长。'),
  back: z.string().max(500).optional(),
});
const newPassword = z.object({
  ...actFields,
  user_name: requiredText('请填写用户名，至少 3 个字。', 40).pipe(
    z.string().min(3, '用户名至少 3 个字。'),
  ),
  password: z.string().max(200, '密码过长。'),
});
const oneSignIn = z.object({ ...actFields, sign_in_id: idField });
const plain = z.object({ act_id: idField });

/** Only a path of this very site may be returned to. */
function safeBack(back: string | undefined): string {
  return back !== undefined && /^\/(?![/\\])/.test(back) ? back : '/';
}

function deviceOf(visit: Visit): string {
  const agent = visit.context.req.header('user-agent') ?? '';
  const system = ['Android', 'iPhone', 'HarmonyOS', 'Windows', 'Macintosh', 'Linux'].find((one) =>
    agent.includes(one),
  );
  const wechat = agent.includes('MicroMessenger') ? '微信' : '浏览器';
  return `${system ?? '其他设备'}，${wechat}`;
}

async function showSignIn(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const typed = { back: visit.query('back') };
  const limited = attempt?.form.refusals.some((one) => one.code === 'too-many-tries') === true;
  return await visit.page(
    <SignInPage
      frame={visit.frame()}
      form={formOf(attempt, 'sign-in', typed)}
      actId={randomUUID()}
    />,
    limited ? 429 : (attempt?.status ?? 200),
  );
}

function attemptOf(
  kind: string,
  typed: Readonly<Record<string, string>>,
  refusals: readonly Refusal[],
): Attempt {
  return { kind, form: { typed, refusals }, status: statusOf(refusals) };
}

/** Seconds until a sign-in that was just made ends. */
function lifeOf(visit: Visit, made: { readonly expiresAt: Date }): number {
  return Math.round((made.expiresAt.getTime() - visit.now.getTime()) / 1000);
}

async function signIn(visit: Visit): Promise<Response> {
  const parsed = await visit.form(credentials);
  if (!parsed.ok) {
    return await showSignIn(visit, attemptOf('sign-in', parsed.typed, parsed.refusals));
  }
  const { user_name, password, act_id, back } = parsed.value;
  const { secure } = visit.dependencies;
  const result = await signInWithPassword(visit.database, {
    ...{ userName: user_name, password, actId: act_id, now: visit.now, secure },
    ...{ device: deviceOf(visit), address: addressOf(visit) },
  });
  if (!result.ok) {
    return await showSignIn(visit, attemptOf('sign-in', parsed.typed, result.refusals));
  }
  writeSignIn(visit.context, secure, result.value.signInToken, lifeOf(visit, result.value));
  return visit.redirect(safeBack(back));
}

async function showInvitation(visit: Visit): Promise<Response> {
  const found = await findInvitation(visit.database, visit.param('tokenText'), visit.now);
  const congress = found.ok ? await findCongress(visit.database, found.value.congressId) : null;
  const page = (
    <InvitationPage
      frame={visit.frame()}
      path={`/invitation/${visit.param('tokenText')}`}
      guest={found.ok ? { name: found.value.name, congress: congress?.name ?? '' } : null}
      refusal={found.ok ? null : found.refusals[0].message}
      actId={randomUUID()}
    />
  );
  return await visit.page(page, found.ok ? 200 : 404);
}

async function accept(visit: Visit): Promise<Response> {
  const parsed = await visit.form(plain);
  if (!parsed.ok) return await showInvitation(visit);
  const { secure } = visit.dependencies;
  const result = await acceptInvitation(visit.database, {
    ...{ token: visit.param('tokenText'), device: deviceOf(visit), secure },
    ...{ actId: parsed.value.act_id, now: visit.now },
  });
  if (!result.ok) return await showInvitation(visit);
  writeSignIn(visit.context, secure, result.value.signInToken, lifeOf(visit, result.value));
  return visit.redirect('/me', '已登录。需要用密码再次登录的，请在下面设置用户名和密码。');
}

/** Where somebody works who holds a role: a meeting, a congress, one's own projects, or what one judges. */
function workplaceOf(held: HeldRole): string {
  if (held.role === 'department') return '/my/projects';
  if (held.role === 'party_committee') return `/c/${held.congressId}/satisfaction`;
  return held.meetingId === null
    ? `/c/${held.congressId}`
    : `/c/${held.congressId}/m/${held.meetingId}`;
}

async function showMe(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, signedIn, now } = visit;
  const meetingIds = signedIn.held.flatMap((one) =>
    one.meetingId === null ? [] : [one.meetingId],
  );
  const meetings = await namesOfMeetings(database, meetingIds);
  const congresses = new Map<string, string>();
  for (const { congressId } of signedIn.held) {
    congresses.set(congressId, (await findCongress(database, congressId))?.name ?? '');
  }
  const signIns = await listSignIns(database, signedIn.personId, now);
  const page = (
    <MePage
      frame={visit.frame()}
      name={signedIn.name}
      places={signedIn.held.map((one) => ({
        role: roleNameAt(one.role, one.congressKind ?? 'township'),
        name:
          one.meetingId === null
            ? (congresses.get(one.congressId) ?? '')
            : (meetings.get(one.meetingId) ?? ''),
        href: workplaceOf(one),
      }))}
      passwordForm={formOf(attempt, 'set-password')}
      signIns={signIns.map((one) => ({
        id: one.id,
        text: `${one.device}，${chinaDateTime(one.createdAt)}登录`,
        here: one.id === signedIn.signInId,
        actId: randomUUID(),
      }))}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(page, attempt?.status ?? 200);
}

async function changePassword(visit: Visit): Promise<Response> {
  const parsed = await visit.form(newPassword);
  if (!parsed.ok) {
    return await showMe(visit, attemptOf('set-password', parsed.typed, parsed.refusals));
  }
  const { user_name, password, act_id } = parsed.value;
  const result = await setPassword(visit.database, visit.signedIn, {
    ...{ userName: user_name, password, actId: act_id, now: visit.now },
  });
  if (!result.ok) {
    return await showMe(visit, attemptOf('set-password', parsed.typed, result.refusals));
  }
  return visit.redirect('/me', '已设置用户名和密码。');
}

async function endSignIn(visit: Visit): Promise<Response> {
  const parsed = await visit.form(oneSignIn);
  if (!parsed.ok) return await showMe(visit, attemptOf('', parsed.typed, parsed.refusals));
  const { personId, congressId } = visit.signedIn;
  const request = { ...visit.act('revoke-sign-in', parsed.value), congressId };
  const result = await revokeSignIn(visit.database, request, {
    signInId: parsed.value.sign_in_id,
    ownerId: personId,
  });
  return visit.redirect('/me', result.ok ? '已退出那台设备。' : result.refusals[0].message);
}

async function leave(visit: Visit): Promise<Response> {
  const parsed = await visit.form(plain);
  if (parsed.ok) {
    const { database, signedIn, now } = visit;
    await signOut(database, signedIn, { actId: parsed.value.act_id, now });
    clearSignIn(visit.context, visit.dependencies.secure);
  }
  return visit.redirect('/sign-in', '已退出登录。');
}

/** How people come in and go out. */
export const entranceRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/sign-in',
    site: 'staff',
    access: { kind: 'anyone' },
    handle: (visit) => showSignIn(visit, null),
  },
  { method: 'POST', path: '/sign-in', site: 'staff', access: { kind: 'anyone' }, handle: signIn },
  {
    method: 'POST',
    path: '/sign-out',
    site: 'staff',
    access: { kind: 'signed-in' },
    handle: leave,
  },
  {
    method: 'GET',
    path: '/invitation/:tokenText',
    site: 'staff',
    access: { kind: 'anyone' },
    handle: showInvitation,
  },
  {
    method: 'POST',
    path: '/invitation/:tokenText',
    site: 'staff',
    access: { kind: 'anyone' },
    handle: accept,
  },
  {
    method: 'GET',
    path: '/me',
    site: 'staff',
    access: { kind: 'signed-in' },
    handle: (visit) => showMe(visit, null),
  },
  {
    method: 'POST',
    path: '/me/password',
    site: 'staff',
    access: { kind: 'signed-in' },
    handle: changePassword,
  },
  {
    method: 'POST',
    path: '/me/sign-ins/revoke',
    site: 'staff',
    access: { kind: 'signed-in' },
    handle: endSignIn,
  },
]);
