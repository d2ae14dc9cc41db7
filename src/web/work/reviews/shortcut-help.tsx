import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { useShortcutSwitch } from './use-shortcuts.ts';

/** Which keys do what, and the switch that turns them off. */
export function ShortcutHelp() {
  const words = useWords(reviewWords);
  const [on, change] = useShortcutSwitch();
  return (
    <section className="shortcuts" aria-label={words.shortcuts}>
      <label>
        <input type="checkbox" checked={on} onChange={(event) => change(event.target.checked)} /> {words.shortcutsOn}
      </label>
      {on ? (
        <dl>
          {words.help.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}
