import exifReader from 'exifreader';
import sharp from 'sharp';

/** A photo as it is stored: turned upright, at most 1,600 px wide or high, without any metadata. */
export interface StoredPhoto {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/jpeg';
  /** When the camera says it was taken, in its own local time read as Asia/Shanghai; null if unsaid. */
  readonly takenAt: Date | null;
  /** Where the camera says it was taken, degrees north and east; null if unsaid. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
}

/** The largest photo that is taken in, in bytes: what a phone makes today. */
export const largestPhoto = 20 * 1024 * 1024;
const longestSide = 1_600;
/** An image that unpacks to more than this is refused before it fills the memory. */
const mostPixels = 100_000_000;

/**
 * Reads a photo from a phone: keeps place and time apart and throws all metadata away. Null when the
 * bytes are no JPEG, PNG, WebP or HEIF picture that can be read.
 */
export async function readPhoto(bytes: Uint8Array): Promise<StoredPhoto | null> {
  if (bytes.length > largestPhoto) return null;
  try {
    const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });
    const stripped = await image
      .rotate()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 80 })
      .toBuffer();
    return { bytes: stripped, mediaType: 'image/jpeg', ...readMetadata(bytes) };
  } catch {
    return null;
  }
}

function readMetadata(bytes: Uint8Array): Pick<StoredPhoto, 'takenAt' | 'place'> {
  try {
    const tags = exifReader.load(new Uint8Array(bytes).buffer, { expanded: true });
    const stated = tags.exif?.DateTimeOriginal?.description ?? '';
    const [, day, clock] = /^(\d{4}:\d{2}:\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(stated) ?? [];
    const taken = day === undefined ? null : new Date(`${day.replaceAll(':', '-')}T${clock}+08:00`);
    const { Latitude: latitude, Longitude: longitude } = tags.gps ?? {};
    return {
      takenAt: taken === null || Number.isNaN(taken.getTime()) ? null : taken,
      place:
        latitude === undefined || longitude === undefined
          ? null
          : { latitude: Number(latitude), longitude: Number(longitude) },
    };
  } catch {
    // A picture without metadata, or with broken ones: place and time are simply not known.
    return { takenAt: null, place: null };
  }
}
