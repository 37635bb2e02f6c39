import { byId, fill, h } from '../parts/dom.ts';
import type { Built } from './screens/screen.ts';

/** The page around the screens: head, content, foot. */
export interface Frame {
  readonly title: (title: string, meeting: string) => void;
  /** Shows a screen; `moved` says that it is another place, whose heading gets the focus. */
  readonly show: (built: Built, moved: boolean) => void;
  /** Takes everything out of the page. */
  readonly clear: () => void;
}

/** Whether the connection is one that nobody on the way can change. */
function isEncrypted(): boolean {
  const { protocol, hostname } = location;
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
}

/** Fits the frame into the elements of the page, with the switch for large type. */
export function openFrame(): Frame {
  const [content, foot, title, meeting] = ['content', 'foot', 'title', 'meeting'].map(byId);
  if (!content || !foot || !title || !meeting) throw new Error('the page is not whole');
  const size = byId('size');
  size.addEventListener('click', () => {
    const large = document.documentElement.dataset.size !== 'large';
    document.documentElement.dataset.size = large ? 'large' : 'normal';
    size.setAttribute('aria-pressed', String(large));
  });
  if (!isEncrypted()) {
    fill(
      byId('notices'),
      h(
        'p',
        { class: 'notice warn small' },
        '本页走的是没有加密的网络（HTTP），同一网络里的人有可能改动页面。不放心的，请到共用投票台投票。',
      ),
    );
  }
  let left: (() => void) | undefined;
  return {
    title: (text, name) => {
      title.textContent = text;
      meeting.textContent = name;
      document.title = text;
    },
    show: (built, moved) => {
      left?.();
      fill(content, built.content);
      fill(foot, built.foot);
      left = built.shown?.();
      if (!moved) return;
      window.scrollTo(0, 0);
      document.getElementById('heading')?.focus({ preventScroll: true });
    },
    clear: () => {
      left?.();
      left = undefined;
      fill(content);
      fill(foot);
    },
  };
}
