import { encode } from 'uqr';
import { shortTracker } from './tracker-words.ts';

/** What the picture of a cast ballot says; nothing of what was chosen. */
export interface PictureWords {
  readonly meeting: string;
  readonly title: string;
  readonly uuid: string;
  readonly tracker: string;
  /** The signed receipt, which proves a dropped ballot. */
  readonly receipt: string;
}

const [width, height, margin] = [720, 1080, 48];
const font = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

/** Draws tracker and receipt as a picture to keep; a data address, or null where it cannot be drawn. */
export function drawPicture(words: PictureWords): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#9f1d20';
  pen.fillRect(0, 0, width, 12);
  pen.fillStyle = '#1d1b18';
  let y = 70;
  const write = (text: string, size: number, weight = 400) => {
    pen.font = `${weight} ${size}px ${font}`;
    for (const line of breakText(text, (part) => pen.measureText(part).width, width - 2 * margin)) {
      pen.fillText(line, margin, y);
      y += Math.round(size * 1.45);
    }
  };
  write('已投入票箱', 46, 700);
  write(words.meeting, 26);
  write(words.title, 26);
  y += 16;
  write('核对码（看不出选了什么）', 26);
  y += 18;
  write(shortTracker(words.tracker), 54, 700);
  write(words.tracker, 22);
  write(`选举编号 ${words.uuid}`, 22);
  y += 4;
  write('收票回执：票箱里如果找不到上面的核对码，它能证明服务器收过这张票。', 22);
  drawCode(pen, words.receipt, y, height - margin - y);
  return canvas.toDataURL('image/png');
}

/** Breaks a text into lines that are not wider than allowed. */
export function breakText(
  text: string,
  widthOf: (part: string) => number,
  most: number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (line !== '' && widthOf(line + character) > most) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}

function drawCode(pen: CanvasRenderingContext2D, text: string, top: number, room: number): void {
  const { data, size } = encode(text, { ecc: 'L', border: 1 });
  const dot = Math.floor(room / size);
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) pen.fillRect(margin + x * dot, top + y * dot, dot, dot);
    });
  });
}
