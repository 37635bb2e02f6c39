import decodeQR from 'qr/decode.js';

/** A camera that looks for a slip. */
export interface Camera {
  readonly stop: () => void;
}

/** How often a picture is looked at, in milliseconds: an old tablet must stay quick to touch. */
const between = 250;
/** Greatest side of the picture that is decoded, in pixels. */
const side = 640;

/** Whether this page may use a camera at all: only where the connection is one that nobody can change. */
export function mayUseCamera(): boolean {
  return window.isSecureContext && navigator.mediaDevices !== undefined;
}

/**
 * Looks through the camera and tells every text that it reads; pictures go nowhere and are not kept.
 * Null when there is no camera, or it was not allowed.
 */
export async function openCamera(
  video: HTMLVideoElement,
  read: (text: string) => void,
): Promise<Camera | null> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch {
    return null;
  }
  video.srcObject = stream;
  video.muted = true;
  await video.play().catch(() => undefined);
  const canvas = document.createElement('canvas');
  const timer = setInterval(() => {
    const text = look(video, canvas);
    if (text !== null) read(text);
  }, between);
  return {
    stop: () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
      canvas.width = 0;
    },
  };
}

function look(video: HTMLVideoElement, canvas: HTMLCanvasElement): string | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return null;
  const scale = Math.min(1, side / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) return null;
  pen.drawImage(video, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    // No code in this picture.
    return null;
  }
}
