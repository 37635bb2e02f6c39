import { frameLoop, QRCanvas, rearCamera } from 'qr/dom.js';

/**
 * Watches the camera for QR codes and calls back with the text of each frame that shows one. Null when
 * there is no camera or it may not be used; else how to stop.
 */
export async function watchCamera(
  video: HTMLVideoElement,
  seen: (text: string) => void,
): Promise<(() => void) | null> {
  if (navigator.mediaDevices === undefined) return null;
  try {
    video.hidden = false;
    const camera = await rearCamera(video);
    const canvas = new QRCanvas();
    let reading = false;
    const stopLoop = frameLoop(() => {
      if (reading) return;
      reading = true;
      void camera
        .readFrame(canvas)
        .then((result) => {
          if (typeof result === 'string') seen(result);
        })
        .finally(() => {
          reading = false;
        });
    });
    return () => {
      stopLoop();
      camera.stop();
      video.hidden = true;
    };
  } catch {
    video.hidden = true;
    return null;
  }
}
