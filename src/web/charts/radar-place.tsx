import { type ComponentProps, lazy, Suspense } from 'react';
import { Loading } from '../frame/loading.tsx';
import './radar-place.css';

const Radar = lazy(() => import('./radar.tsx'));

/** A radar in a place that is as high before it is loaded as after, so that nothing below it moves. */
export function RadarPlace(props: ComponentProps<typeof Radar>) {
  return (
    <div className="chart">
      <Suspense fallback={<Loading part />}>
        <Radar {...props} />
      </Suspense>
    </div>
  );
}
