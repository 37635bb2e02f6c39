import { z } from 'zod';

/** A degree of the place that a device measured, or nothing; one that is on no globe is refused with `message`. */
export function degrees(most: 90 | 180, message: string) {
  return z
    .string()
    .regex(/^(-?\d{1,3}\.\d{1,6})?$/, message)
    .refine((text) => Math.abs(Number(text)) <= most, message)
    .default('');
}

/** The two hidden fields of a measured place. */
export function measuredPlace(message: string) {
  return { latitude: degrees(90, message), longitude: degrees(180, message) };
}
