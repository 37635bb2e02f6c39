import type { ConfirmationTaken, KeysSeen, SetupSeen, SetupTextsSeen } from '../../wire/keys.ts';
import { newActId } from '../parts/act-id.ts';
import { type Child, fill, h } from '../parts/dom.ts';
import { heldKey, saveKeys } from '../parts/key-store.ts';
import { madeListHash } from '../parts/made-lists.ts';
import { callStation, type StationLink } from '../parts/station.ts';
import { type SetupChecked, setupFaultSentences } from './check-setup.ts';
import { runTask } from './run-task.ts';

/** Id of the part of a round's card that lists who has confirmed; the page keeps it fresh. */
export function confirmationsId({ roundId }: SetupSeen): string {
  return `confirmations-${roundId}`;
}

/** One round whose fingerprint is compared: fetch, recompute, show, say "same" or "different". */
export function setupCard(
  link: StationLink,
  seen: KeysSeen,
  setup: SetupSeen,
  said: () => void,
): HTMLElement {
  const card = h('div', { class: 'sheet' });
  const key = heldKey(setup.uuid);
  const lacksKey = setup.position !== null && key === null;
  const look = async () => {
    fill(card, h('p', { role: 'status' }, '正在下载并逐项核对……'));
    const path = `/station/rounds/${setup.roundId}/setup`;
    const answer = await callStation<SetupTextsSeen>(link, 'GET', path);
    if (!answer.ok) return rest(answer.refusal.message);
    const { election, trustees, credentials } = answer.value;
    const checked = await runTask('setup', {
      texts: { election, trustees, credentials },
      own: {
        key,
        slipListHash: madeListHash(setup.uuid),
        ...{ uuid: setup.uuid, setupHash: setup.setupHash },
      },
    });
    show(checked);
  };
  const rest = (sentence: string | null) => {
    fill(
      card,
      sentence !== null && h('p', { class: 'notice warn', role: 'alert' }, sentence),
      setup.mine === 'same' && h('p', { class: 'notice ok' }, '您已核对：相同。'),
      lacksKey
        ? h(
            'p',
            { class: 'notice warn' },
            '这台设备上没有您这一轮的钥匙，不能核对。请先从备份恢复，或回到存有钥匙的设备。',
          )
        : h(
            'button',
            {
              type: 'button',
              class: setup.mine === 'waiting' ? 'btn' : 'btn quiet',
              onclick: () => void look(),
            },
            setup.mine === 'waiting' ? '核对设置指纹' : '再看一遍设置指纹',
          ),
    );
  };
  const show = (checked: SetupChecked) => {
    const may = setup.mine === 'waiting';
    fill(
      card,
      ...checkedParts(seen, setup, checked),
      may && answerButtons(link, setup, checked, { said, failed: rest }),
    );
    card.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  };
  rest(null);
  return h(
    'section',
    { class: 'card', 'aria-label': `核对${setup.title}` },
    h('h2', {}, setup.title),
    card,
    h('div', { id: confirmationsId(setup) }),
  );
}

/** Who has confirmed a set-up. */
export function confirmationList({ confirmations }: SetupSeen): Child {
  return h(
    'ul',
    { class: 'holders', 'aria-label': '核对情况' },
    confirmations.map(({ name, same }) =>
      h('li', {}, h('strong', {}, name), h('span', {}, same === true ? '✓ 相同' : '还没有核对')),
    ),
  );
}

function checkedParts(seen: KeysSeen, setup: SetupSeen, checked: SetupChecked): readonly Child[] {
  if (checked.faults.length > 0) {
    return [
      h(
        'div',
        { class: 'notice stop', role: 'alert', tabindex: -1 },
        h('strong', {}, '这份设置不对，不能点“相同”：'),
        h(
          'ul',
          {},
          checked.faults.map((fault) => h('li', {}, setupFaultSentences[fault])),
        ),
        h('p', {}, '请点“不同”，并立即告诉其他监票人。'),
      ),
    ];
  }
  return [
    h('p', {}, '一人宣读，其余的人对照自己屏幕上的 12 个字，全部相同才点“相同”：'),
    h(
      'p',
      { class: 'fingerprint', tabindex: -1 },
      checked.fingerprint
        .split(' ')
        .flatMap((four, index) => [index === 0 ? '' : ' ', h('span', {}, four)]),
    ),
    setup.position === null
      ? h('p', { class: 'small' }, '您不持有本轮的钥匙；设置中各把钥匙的证明已核对。')
      : h('p', { class: 'small' }, '您的钥匙在其中，总钥匙由各把钥匙合成，各项证明已核对。'),
    h('p', {}, `票码 ${checked.slips} 份，没有重复。`),
    seen.chief &&
      h(
        'p',
        {},
        madeListHash(setup.uuid) === null
          ? `票码不是在这台设备上制作的。请与制作票码的设备上显示的票码清单指纹对照：${checked.slipsFingerprint}`
          : '票码清单与这台设备制作的完全一致。',
      ),
    h(
      'details',
      {},
      h('summary', {}, `选票内容：${checked.name}`),
      h(
        'ol',
        { class: 'questions' },
        checked.questions.map(({ question, answers, min, max, blank }) =>
          h(
            'li',
            {},
            `${question}（选 ${min} 至 ${max} 项${blank ? '，可以弃权' : ''}）`,
            h(
              'ul',
              {},
              answers.map((answer) => h('li', {}, answer)),
            ),
          ),
        ),
      ),
    ),
  ];
}

function answerButtons(
  link: StationLink,
  setup: SetupSeen,
  checked: SetupChecked,
  after: { readonly said: () => void; readonly failed: (sentence: string) => void },
): Child {
  const actIds = { same: newActId(), different: newActId() };
  const answer = async (same: boolean) => {
    for (const button of box.querySelectorAll('button')) button.disabled = true;
    const body = {
      actId: same ? actIds.same : actIds.different,
      // "Different" is about what the server calls the set-up, whatever we were handed.
      setupHash: same ? checked.setupHash : setup.setupHash,
      same,
    };
    const path = `/station/rounds/${setup.roundId}/confirm`;
    const taken = await callStation<ConfirmationTaken>(link, 'POST', path, body);
    if (!taken.ok) return after.failed(taken.refusal.message);
    const key = heldKey(setup.uuid);
    if (same && key !== null) saveKeys([{ ...key, confirmedSetup: checked.setupHash }]);
    after.said();
  };
  const box = h('div', { class: 'actions' });
  const sure = () =>
    fill(
      box,
      h('p', {}, '确认不同？设置退回，这组钥匙和票码全部作废，重新制作。'),
      h(
        'button',
        { type: 'button', class: 'btn danger', onclick: () => void answer(false) },
        '确认不同，退回',
      ),
      h('button', { type: 'button', class: 'btn quiet', onclick: () => ask() }, '我看错了'),
    );
  const ask = () =>
    fill(
      box,
      checked.faults.length === 0 &&
        h('button', { type: 'button', class: 'btn', onclick: () => void answer(true) }, '相同'),
      h('button', { type: 'button', class: 'btn quiet', onclick: sure }, '不同'),
    );
  ask();
  return box;
}
