/**
 * Reads candidates aloud where the device can do it by itself. A voice that works over the network is
 * never used: it would tell a stranger what is being read. Marks are never read out: the hall would hear.
 */
export interface Reader {
  /** Whether there is a Chinese voice on this device. */
  readonly able: () => boolean;
  /** Reads a text, or stops when this very text is being read. */
  readonly toggle: (text: string) => void;
  readonly stop: () => void;
}

/** The reader of this browser. */
export function openReader(): Reader {
  const speech = 'speechSynthesis' in window ? window.speechSynthesis : null;
  const voice = () =>
    speech?.getVoices().find(({ lang, localService }) => localService && /^(zh|cmn)/i.test(lang));
  let reading = '';
  const stop = () => {
    reading = '';
    speech?.cancel();
  };
  return {
    able: () => voice() !== undefined,
    stop,
    toggle: (text) => {
      const found = voice();
      const same = reading === text;
      stop();
      if (same || speech === null || found === undefined) return;
      reading = text;
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = found;
      utterance.lang = found.lang;
      utterance.rate = 0.9;
      utterance.onend = () => {
        if (reading === text) reading = '';
      };
      speech.speak(utterance);
    },
  };
}
