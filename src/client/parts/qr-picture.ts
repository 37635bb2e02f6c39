import { encode } from 'uqr';

const space = 'http://www.w3.org/2000/svg';

/** A QR code as a picture with a name for screen readers; dark on white in every theme. */
export function qrPicture(text: string, name: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: 'L', border: 4 });
  const picture = document.createElementNS(space, 'svg');
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', name);
  picture.setAttribute('shape-rendering', 'crispEdges');
  picture.setAttribute('class', 'qr');
  const ground = document.createElementNS(space, 'rect');
  ground.setAttribute('width', String(size));
  ground.setAttribute('height', String(size));
  ground.setAttribute('fill', '#fff');
  const dots = document.createElementNS(space, 'path');
  dots.setAttribute('fill', '#000');
  dots.setAttribute(
    'd',
    data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''),
  );
  picture.append(ground, dots);
  return picture;
}
