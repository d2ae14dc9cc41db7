import './heat.css';

/** A percentage on a ground that tells high from low; what it says is in the figure alone. */
export function Heat({ percent, provisional = false }: { readonly percent: number; readonly provisional?: boolean }) {
  return (
    <span className={`heat ${levelOf(percent)}`}>
      {provisional ? '≥ ' : ''}
      {percent}%
    </span>
  );
}

function levelOf(percent: number): 'high' | 'middle' | 'low' {
  if (percent >= 70) return 'high';
  return percent >= 40 ? 'middle' : 'low';
}
