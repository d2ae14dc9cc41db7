import {
  Chart,
  Filler,
  Legend,
  LineElement,
  PointElement,
  RadarController,
  RadialLinearScale,
  Tooltip,
} from 'chart.js';
import { color } from 'chart.js/helpers';
import { useEffect, useRef } from 'react';
import { useDark } from '../frame/appearance.ts';

Chart.register(RadarController, RadialLinearScale, PointElement, LineElement, Filler, Legend, Tooltip);

/** One outline of a radar; `values` in percent, in the order of the axes; null: nothing is known of that axis. */
export type Outline = { readonly name: string; readonly values: readonly (number | null)[] };

/**
 * Outlines over the same axes, the first one in front. It is a picture alone: whoever draws it says the same in words or in a
 * table beside it, and `label` says what the picture is of.
 */
export default function Radar(props: {
  readonly label: string;
  readonly axes: readonly string[];
  readonly outlines: readonly Outline[];
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDark();
  const { label, axes, outlines } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are others in the dark
  useEffect(() => {
    if (canvas.current === null) return;
    const colour = colourIn(canvas.current);
    const text = colour('--ink');
    const line = colour('--line');
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const chart = new Chart(canvas.current, {
      type: 'radar',
      data: {
        labels: [...axes],
        datasets: outlines.map(({ name, values }, index) => {
          const own = colour(index === 0 ? '--accent' : '--near');
          return {
            label: name,
            data: [...values],
            borderColor: own,
            backgroundColor: color(own).alpha(0.2).rgbString(),
            borderDash: index === 0 ? [] : [5, 4],
            borderWidth: 2,
            pointRadius: 3,
            spanGaps: true,
          };
        }),
      },
      options: {
        animation: calm ? false : { duration: 300 },
        maintainAspectRatio: false,
        layout: { padding: { left: 4, right: 4 } },
        scales: {
          r: {
            min: 0,
            max: 100,
            ticks: { stepSize: 25, display: false },
            grid: { color: line },
            angleLines: { color: line },
            pointLabels: { color: text, font: ({ chart: { width } }) => ({ size: width < 400 ? 11 : 13 }) },
          },
        },
        plugins: { legend: { labels: { color: text } } },
      },
    });
    return () => chart.destroy();
  }, [axes, outlines, dark]);
  return <canvas ref={canvas} role="img" aria-label={label} />;
}

/** What a name of the palette stands for now, as a colour that can be drawn with. */
function colourIn(place: HTMLElement): (name: string) => string {
  return (name) => {
    // A new element has its colour at once; one that stands there would turn from its own to that.
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    place.append(probe);
    const { color: resolved } = getComputedStyle(probe);
    probe.remove();
    return resolved;
  };
}
