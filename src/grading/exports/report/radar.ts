import { escapeHtml } from '../../../text/markup.ts';

/** An axis: its name, and percentages of the candidate and of all; null where there is none. */
export type Axis = { readonly name: string; readonly own: number | null; readonly all: number | null };

const width = 420;
const height = 320;
const middle = { x: width / 2, y: height / 2 };
const radius = 108;
const rings = [25, 50, 75, 100];
/** Fewer axes make no area. */
const fewestAxes = 3;

/**
 * A radar of the axes as an inline picture, the candidate's area over that of all; bars where there are fewer than three axes. An
 * axis without a figure is no zero: the area leaves it out.
 *
 * @param label - what a screen reader says of the picture
 */
export function radar(axes: readonly Axis[], label: string): string {
  const picture = axes.filter(({ own }) => own !== null).length < fewestAxes ? bars(axes) : web(axes);
  return `<svg role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 ${width} ${picture.height}" width="${width}" height="${picture.height}">${picture.body}</svg>`;
}

type Picture = { readonly body: string; readonly height: number };

function web(axes: readonly Axis[]): Picture {
  const angle = (index: number): number => (2 * Math.PI * index) / axes.length - Math.PI / 2;
  const at = (index: number, percent: number): string => {
    const reach = (radius * percent) / 100;
    return `${tenth(middle.x + reach * Math.cos(angle(index)))},${tenth(middle.y + reach * Math.sin(angle(index)))}`;
  };
  const area = (kind: 'own' | 'all'): string => {
    const corners = axes.flatMap((axis, index) => (axis[kind] === null ? [] : at(index, axis[kind])));
    const dots = kind === 'own' ? corners.map((corner) => `<circle class="own" r="3.2" ${centre(corner)}/>`) : [];
    return corners.length < fewestAxes
      ? ''
      : `<polygon class="${kind}" points="${corners.join(' ')}"/>${dots.join('')}`;
  };
  const grid = rings.map(
    (ring) => `<polygon class="ring" points="${axes.map((_, index) => at(index, ring)).join(' ')}"/>`,
  );
  const spokes = axes.map(
    (_, index) => `<line class="ring" x1="${middle.x}" y1="${middle.y}" ${end(at(index, 100))}/>`,
  );
  const names = axes.map((axis, index) => {
    const [x, y] = [
      middle.x + (radius + 16) * Math.cos(angle(index)),
      middle.y + (radius + 16) * Math.sin(angle(index)),
    ];
    const side = Math.cos(angle(index));
    const anchor = side > 0.3 ? 'start' : side < -0.3 ? 'end' : 'middle';
    const lift = Math.sin(angle(index)) < -0.8 ? -12 : Math.sin(angle(index)) > 0.8 ? 6 : -4;
    return (
      `<text x="${tenth(x)}" y="${tenth(y + lift)}" text-anchor="${anchor}">${escapeHtml(axis.name)}` +
      `<tspan class="figure" x="${tenth(x)}" dy="15">${figure(axis.own)}</tspan></text>`
    );
  });
  return { body: [...grid, ...spokes, area('all'), area('own'), ...names].join(''), height };
}

const barHeight = 46;
const barLeft = 130;
const barWidth = 220;

function bars(axes: readonly Axis[]): Picture {
  const body = axes.map(({ name, own, all }, index) => {
    const y = index * barHeight + 18;
    const tick =
      all === null ? '' : `<line class="all" x1="${barAt(all)}" y1="${y - 5}" x2="${barAt(all)}" y2="${y + 19}"/>`;
    return (
      `<text x="${barLeft - 10}" y="${y + 12}" text-anchor="end">${escapeHtml(name)}</text>` +
      `<rect class="ground" x="${barLeft}" y="${y}" width="${barWidth}" height="14" rx="3"/>` +
      `<rect class="own" x="${barLeft}" y="${y}" width="${tenth((barWidth * (own ?? 0)) / 100)}" height="14" rx="3"/>${tick}` +
      `<text class="figure" x="${barLeft + barWidth + 8}" y="${y + 12}">${figure(own)}</text>`
    );
  });
  return { body: body.join(''), height: Math.max(1, axes.length) * barHeight };
}

const barAt = (percent: number): number => tenth(barLeft + (barWidth * percent) / 100);

function figure(percent: number | null): string {
  return percent === null ? '–' : `${percent} %`;
}

function centre(corner: string): string {
  const [x, y] = corner.split(',');
  return `cx="${x}" cy="${y}"`;
}

function end(corner: string): string {
  const [x, y] = corner.split(',');
  return `x2="${x}" y2="${y}"`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
