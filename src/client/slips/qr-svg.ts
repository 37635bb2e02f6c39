import { encode } from 'uqr';

const svg = 'http://www.w3.org/2000/svg';

/** A QR code as an SVG element of one path, four modules of white around it. */
export function qrSvg(text: string, label: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = document.createElementNS(svg, 'path');
  path.setAttribute(
    'd',
    data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''),
  );
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('viewBox', `0 0 ${size} ${size}`);
  image.setAttribute('role', 'img');
  image.setAttribute('aria-label', label);
  image.setAttribute('shape-rendering', 'crispEdges');
  image.appendChild(path);
  return image;
}
