import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readPhoto } from '../../src/documents/photo.ts';

const plain = { width: 2_400, height: 1_800, channels: 3, background: '#a33' } as const;

test('a phone’s photo loses its metadata; where and when it was taken are told apart', async () => {
  const taken = await sharp({ create: plain })
    .withExif({
      IFD0: { Model: 'phone of somebody' },
      IFD2: { DateTimeOriginal: '2026:03:05 10:11:12' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 15/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 30/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();
  const photo = await readPhoto(taken);
  expect(photo?.takenAt).toEqual(new Date('2026-03-05T02:11:12Z'));
  expect(photo?.place).toEqual({ latitude: 30.25, longitude: 120.5 });
  const stored = await sharp(photo?.bytes).metadata();
  expect(stored.exif).toBeUndefined();
  expect([stored.width, stored.height]).toEqual([1_600, 1_200]);
  expect(Buffer.from(photo?.bytes ?? []).includes('phone of somebody')).toBe(false);
});

test('a picture without metadata is stored without place and time', async () => {
  const photo = await readPhoto(await sharp({ create: plain }).png().toBuffer());
  expect(photo).toMatchObject({ mediaType: 'image/jpeg', takenAt: null, place: null });
});

test('what is no picture, is cut off or unpacks to a bomb is no photo', async () => {
  const whole = await sharp({ create: plain }).jpeg().toBuffer();
  const bomb = await sharp({ create: { ...plain, width: 15_000, height: 8_000 } })
    .png()
    .toBuffer();
  expect(await readPhoto(new TextEncoder().encode('<script>'))).toBeNull();
  expect(await readPhoto(whole.subarray(0, whole.length / 2))).toBeNull();
  expect(await readPhoto(bomb)).toBeNull();
});
