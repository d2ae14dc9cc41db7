import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { themeFor, useDark } from './frame/appearance.ts';
import { Frame } from './frame/frame.tsx';
import { frameWords } from './words/frame.ts';
import { useLang } from './words/lang.ts';

/** Styles that components make while they are drawn carry the nonce that the service gave this page. */
const csp = { nonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '' };

/** What opens over the page stays within its main part, where a screen reader looks for it. */
function popupContainer(trigger?: HTMLElement): HTMLElement {
  return trigger?.closest('main') ?? document.body;
}

/** The whole page: language, look, and the frame with whatever the address names. */
export function App() {
  const [lang] = useLang();
  const dark = useDark();
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);
  return (
    <ConfigProvider
      csp={csp}
      getPopupContainer={popupContainer}
      locale={lang === 'zh' ? zhCN : enUS}
      theme={themeFor(dark)}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <Frame title={frameWords[lang].title} />
    </ConfigProvider>
  );
}
