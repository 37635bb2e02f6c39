import type { Visit } from '../../../web/visit.ts';
import type { Photo } from '../site/site-store.ts';

/** Answers with a photo, or says that there is none. */
export async function sendPhoto(visit: Visit, photo: Photo | null): Promise<Response> {
  if (photo === null) return await visit.context.notFound();
  return visit.file(photo.bytes, photo.mediaType, '照片.jpg', 'inline');
}
