let context: AudioContext | undefined;

function tone(hertz: number, seconds: number, loudness: number): void {
  context ??= new AudioContext();
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(loudness, context.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, context.currentTime + seconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start();
  oscillator.stop(context.currentTime + seconds);
}

/** What is heard of the counter, by one who looks into the eyepiece: each cell, one taken back, and the target. */
export const tallySound = {
  cell: (): void => { tone(1400, 0.04, 0.15); },
  takenBack: (): void => { tone(420, 0.12, 0.2); },
  target: (): void => { tone(880, 0.8, 0.35); tone(1320, 0.8, 0.2); },
};
