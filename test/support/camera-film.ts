import { writeFileSync } from 'node:fs';
import { encode } from 'uqr';

/**
 * Writes a film of one still QR code, which Chromium shows in place of a camera
 * (`--use-file-for-fake-video-capture`): raw frames in YUV 4:2:0.
 */
export function writeCameraFilm(file: string, text: string): void {
  const [width, height] = [640, 480];
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const dot = Math.floor(height / size);
  const left = Math.floor((width - dot * size) / 2);
  const light = Buffer.alloc(width * height, 235);
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (!dark) return;
      for (let line = 0; line < dot; line += 1) {
        const from = (y * dot + line) * width + left + x * dot;
        light.fill(16, from, from + dot);
      }
    });
  });
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    light,
    Buffer.alloc((width * height) / 2, 128),
  ]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`);
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]));
}
