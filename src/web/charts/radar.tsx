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
import { useEffect, useRef } from 'react';
import { useDark } from '../frame/appearance.ts';
import './radar.css';

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
  useEffect(() => {
    if (canvas.current === null) return;
    const text = dark ? '#e6eaeb' : '#1c2326';
    const line = dark ? '#3c474b' : '#cfd7d7';
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const colours = [dark ? '#5fd0c5' : '#0f6b64', dark ? '#f3c669' : '#b07400'];
    const chart = new Chart(canvas.current, {
      type: 'radar',
      data: {
        labels: [...axes],
        datasets: outlines.map(({ name, values }, index) => ({
          label: name,
          data: [...values],
          borderColor: colours[index % colours.length],
          backgroundColor: `${colours[index % colours.length]}33`,
          borderDash: index === 0 ? [] : [5, 4],
          borderWidth: 2,
          pointRadius: 3,
          spanGaps: true,
        })),
      },
      options: {
        animation: calm ? false : { duration: 300 },
        maintainAspectRatio: false,
        scales: {
          r: {
            min: 0,
            max: 100,
            ticks: { stepSize: 25, display: false },
            grid: { color: line },
            angleLines: { color: line },
            pointLabels: { color: text, font: { size: 13 } },
          },
        },
        plugins: { legend: { labels: { color: text } } },
      },
    });
    return () => chart.destroy();
  }, [axes, outlines, dark]);
  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}
