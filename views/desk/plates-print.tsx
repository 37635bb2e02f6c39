import { raw } from 'hono/html';
import { type PageFrame, PrintLayout } from '../layout.tsx';

/** A plate for a site. */
interface Plate {
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly department: string | null;
  readonly finish: string | null;
  readonly address: string;
  readonly code: string;
  /** The code as SVG, from the program itself. */
  readonly qr: string;
}

/** Plates to hang on sites, one on each A5 sheet. */
export function PlatesPrint(props: {
  readonly frame: PageFrame;
  readonly congress: string;
  readonly back: string;
  readonly plates: readonly Plate[];
}) {
  return (
    <PrintLayout
      frame={props.frame}
      title="二维码牌"
      back={props.back}
      hint="用浏览器的“打印”打印，纸张 A5，不缩放，每个项目一张，张贴在现场。"
    >
      {props.plates.map((one) => (
        <section class="sheet plate">
          <p class="plate-head">{props.congress}</p>
          <h1>{one.title}</h1>
          <p>
            {one.year} 年民生实事项目第 {one.number} 号 · 代表票决确定
          </p>
          <div class="plate-qr" role="img" aria-label={`二维码：${one.address}`}>
            {raw(one.qr)}
          </div>
          <p class="plate-ask">扫一扫：看进度 · 作评价 · 反映问题</p>
          <p>
            {one.department === null ? null : (
              <span class="whole">承办单位：{one.department}　</span>
            )}
            {one.finish === null ? null : <span class="whole">完成时限：{one.finish}</span>}
          </p>
          <p class="plate-address">{one.address}</p>
        </section>
      ))}
    </PrintLayout>
  );
}
