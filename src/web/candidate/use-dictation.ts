import { useEffect, useRef, useState } from 'react';
import type { Lang } from '../words/lang.ts';

/** The part of the browser's speech recognition that is used; TypeScript's own types do not know it. */
type Recognition = {
  lang: string;
  continuous: boolean;
  onresult: ((event: { readonly resultIndex: number; readonly results: ArrayLike<Result> }) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  stop: () => void;
  abort: () => void;
};
type Result = { readonly isFinal: boolean; readonly 0: { readonly transcript: string } };

function recogniser(): (new () => Recognition) | undefined {
  const offered = window as {
    SpeechRecognition?: new () => Recognition;
    webkitSpeechRecognition?: new () => Recognition;
  };
  return offered.SpeechRecognition ?? offered.webkitSpeechRecognition;
}

/**
 * Dictation, where the browser offers it.
 *
 * @param onText - is given each stretch of speech once it is recognised
 */
export function useDictation(lang: Lang, onText: (text: string) => void) {
  const [state, setState] = useState<'off' | 'on' | 'failed'>('off');
  const running = useRef<Recognition | null>(null);
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => () => running.current?.abort(), []);

  const Recogniser = recogniser();
  const start = () => {
    if (Recogniser === undefined) return;
    const recognition = new Recogniser();
    recognition.lang = lang === 'zh' ? 'zh-CN' : 'en-US';
    recognition.continuous = true;
    recognition.onresult = ({ resultIndex, results }) => {
      for (const result of Array.from(results).slice(resultIndex)) {
        if (result.isFinal) tell.current(result[0].transcript);
      }
    };
    recognition.onerror = ({ error }) => {
      // Silence and our own stop are no failures.
      if (error !== 'no-speech' && error !== 'aborted') setState('failed');
    };
    recognition.onend = () => {
      running.current = null;
      setState((now) => (now === 'on' ? 'off' : now));
    };
    running.current = recognition;
    setState('on');
    recognition.start();
  };
  return { offered: Recogniser !== undefined, state, start, stop: () => running.current?.stop() };
}
