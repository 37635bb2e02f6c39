import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';

/** Squares of white around a code, as its standard asks. */
const border = 4;

/** Dots of one square: large enough to print sharply. */
const scale = 6;

/** Draws a text as a QR code. */
export function drawQr(text: string, label: string): HTMLCanvasElement {
  const squares = encodeQR(text, 'raw', { ecc: 'low', border });
  const canvas = document.createElement('canvas');
  canvas.width = squares.length * scale;
  canvas.height = squares.length * scale;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  squares.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) context.fillRect(x * scale, y * scale, scale, scale);
    });
  });
  return canvas;
}

/** Reads a QR code in what a picture or a camera shows; null when none is found. */
function readQr(source: CanvasImageSource, width: number, height: number): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null || width === 0 || height === 0) return null;
  context.drawImage(source, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  try {
    return decodeQR({ width, height, data }, { timeLimit: 400 });
  } catch {
    // The decoder throws when there is no code to be read.
    return null;
  }
}

/** Longest side of a picture that is searched, in dots: phones take far larger ones. */
const largestSide = 1600;

/** The text of a file: a picture's QR code, or the file's own text. */
export async function readBackupFile(file: File): Promise<string> {
  if (!file.type.startsWith('image/')) return await file.text();
  const image = await createImageBitmap(file);
  const shrink = Math.min(1, largestSide / Math.max(image.width, image.height));
  const [width, height] = [image.width * shrink, image.height * shrink].map(Math.round);
  return readQr(image, width ?? 0, height ?? 0) ?? '';
}

/** Whether this browser may look through a camera: only on encrypted pages and the like. */
export function hasCamera(): boolean {
  return isSecureContext && navigator.mediaDevices !== undefined;
}

/** How often a camera's picture is searched, in milliseconds. */
const lookEvery = 250;

/**
 * Shows the camera in `video` and calls back with the first code read. Returns how to stop. Rejects when
 * the camera is refused or missing.
 */
export async function scanQr(
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment' },
  });
  const stop = () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
  const timer = setInterval(() => {
    const text = readQr(video, video.videoWidth, video.videoHeight);
    if (text === null) return;
    stop();
    found(text);
  }, lookEvery);
  video.srcObject = stream;
  await video.play();
  return stop;
}
