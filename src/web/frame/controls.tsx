import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { frameWords } from '../words/frame.ts';
import { useLang, useWords } from '../words/lang.ts';
import { type Appearance, appearances, useAppearance } from './appearance.ts';

const icons: Readonly<Record<Appearance, React.ReactNode>> = {
  system: <DesktopOutlined />,
  light: <SunOutlined />,
  dark: <MoonOutlined />,
};

/** The switches of language and look. */
export function Controls() {
  const words = useWords(frameWords);
  const [lang, changeLang] = useLang();
  const [appearance, changeAppearance] = useAppearance();
  const next = appearances[(appearances.indexOf(appearance) + 1) % appearances.length] ?? 'system';
  const hint = words.appearanceHint(words.appearance[appearance]);
  return (
    <div className="controls">
      <Button
        type="text"
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        title={words.languageHint}
        onClick={() => changeLang(lang === 'zh' ? 'en' : 'zh')}
      >
        {words.language}
      </Button>
      <Button
        type="text"
        icon={icons[appearance]}
        aria-label={hint}
        title={hint}
        onClick={() => changeAppearance(next)}
      />
    </div>
  );
}
