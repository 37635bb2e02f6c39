import type { SlipDesk } from '../../wire/slips.ts';
import { byId, fill, h } from '../parts/dom.ts';
import {
  callStation,
  isSafePlace,
  readStationLink,
  type StationLink,
  watchStation,
} from '../parts/station.ts';
import { showDesk } from './desk-view.ts';
import { button, notice, show } from './page-frame.ts';

/** The slip page (票码页) of the chief and the scrutineers. */
function start(): void {
  const link = readStationLink();
  if (!isSafePlace()) {
    show(
      h('h2', {}, '这里不能办理票码'),
      notice('stop', '当前连接没有加密，别人可以改动这个页面，偷看票码。'),
      h('p', {}, '请换一种方式打开：'),
      h(
        'ul',
        {},
        h('li', {}, '用 https:// 开头的网址；'),
        h('li', {}, '在运行本程序的电脑上，用 http://localhost 打开；'),
        h('li', {}, '用 U 盘里核对过校验值的票码页文件（slips.html）打开。'),
      ),
    );
    return;
  }
  if (link === null) {
    show(
      h('h2', {}, '这台设备还没有登记'),
      notice('warn', '请由工作人员登记这台设备，用登记时给出的二维码或者链接打开本页。'),
    );
    return;
  }
  void open(link, false);
  watchStation(link, () => void open(link, true));
}

/** The overview that is on screen, as it was answered. */
let shown = '';

/**
 * Shows the overview. Live news redraws it only while it is on screen and says something else: nobody's
 * half-done work is ever touched.
 */
async function open(link: StationLink, live: boolean): Promise<void> {
  const elsewhere = () => live && byId('main').querySelector('[data-desk]') === null;
  if (elsewhere()) return;
  const answer = await callStation<SlipDesk>(link, 'GET', '/station/slips');
  if (elsewhere()) return;
  const again = () => void open(link, false);
  if (!answer.ok) {
    show(
      h('h2', {}, '打不开票码页'),
      notice('stop', answer.refusal.message),
      button('再试一次', again),
    );
    return;
  }
  const desk = answer.value;
  if (live && JSON.stringify(desk) === shown) return;
  shown = JSON.stringify(desk);
  fill(byId('where'), `${desk.congress}　${desk.meeting}　${desk.holder}`);
  showDesk({ link, desk, leave: again });
}

start();
