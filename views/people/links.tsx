import { type PageFrame, PrintLayout } from '../layout.tsx';
import { QrCode } from '../parts/paper.tsx';

/** A one-time link that was just made: shown once, never stored. */
export interface ShownLink {
  readonly name: string;
  readonly role: string;
  readonly address: string;
  readonly svg: string;
}

/** One link with its QR code. */
export function LinkCard({ link }: { readonly link: ShownLink }) {
  return (
    <section class="card link-card">
      <h2>{link.name}的登录链接（只显示这一次，14 天内有效，用一次即失效）</h2>
      <p>
        <code class="address">{link.address}</code>
      </p>
      <QrCode svg={link.svg} label={`${link.name}的登录二维码`}>
        扫码登录
      </QrCode>
    </section>
  );
}

/** A sheet of QR codes to be cut apart and handed out in person. */
export function InvitationSheet(props: {
  readonly frame: PageFrame;
  readonly back: string;
  readonly place: string;
  readonly links: readonly ShownLink[];
}) {
  return (
    <PrintLayout
      frame={props.frame}
      title="登录二维码"
      back={props.back}
      hint="打印后裁开，当面交给本人。每个二维码用一次即失效，此页只显示这一次。"
    >
      <h1 class="unseen">登录二维码</h1>
      <div class="cards">
        {props.links.map((link) => (
          <article>
            <h2>{link.name}</h2>
            <p>
              {link.role}　{props.place}
            </p>
            <QrCode svg={link.svg} label={`${link.name}的登录二维码`}>
              扫码登录，一次有效
            </QrCode>
            <p class="address">{link.address}</p>
          </article>
        ))}
      </div>
    </PrintLayout>
  );
}
