import { byId } from '../parts/dom.ts';

function input(name: string): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>(`form input[name="${name}"]`);
}

function set(latitude: string, longitude: string, said: string): void {
  const north = input('latitude');
  const east = input('longitude');
  if (north !== null) north.value = latitude;
  if (east !== null) east.value = longitude;
  byId('place-said').textContent = said;
  byId('place-forget').hidden = latitude === '';
}

/** Forgets the measured place. */
export function forgetPlace(): void {
  set('', '', '');
}

/**
 * Asks the phone where it is, only when somebody presses the button for it; the browser asks for consent.
 * Whoever does not want to says the place in words, which is marked as typed.
 */
export function offerPlace(): void {
  if (!('geolocation' in navigator)) return;
  byId('place-now').hidden = false;
  byId('place-now').addEventListener('click', () => {
    byId('place-said').textContent = '正在定位……';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [north, east] = [coords.latitude.toFixed(6), coords.longitude.toFixed(6)];
        const about = `约 ${Math.round(coords.accuracy)} 米内`;
        set(north, east, `已记下：北纬 ${north}，东经 ${east}（${about}）。`);
      },
      () => set('', '', '没有取得位置。请在下面写地点，会注明是手填的。'),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
    );
  });
  byId('place-forget').addEventListener('click', forgetPlace);
}
