const RATE = 8000;
const HEAD_BYTES = 44;
const SILENCE = 128;
const LOUDNESS = 40;
const NOTE_SECONDS = 0.5;
/** A major triad and back, in hertz. */
const NOTES = [440, 554, 659, 554];

/** A WAV file of quiet notes: mono, 8 kHz, 8 bits. */
export function sound(seconds: number): Buffer {
	const file = Buffer.alloc(HEAD_BYTES + seconds * RATE, SILENCE);
	file.write('RIFF', 0, 'latin1');
	file.writeUInt32LE(file.length - 8, 4);
	file.write('WAVEfmt ', 8, 'latin1');
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(RATE, 24);
	file.writeUInt32LE(RATE, 28);
	file.writeUInt16LE(1, 32);
	file.writeUInt16LE(8, 34);
	file.write('data', 36, 'latin1');
	file.writeUInt32LE(seconds * RATE, 40);
	for (let at = 0; at < seconds * RATE; at += 1) {
		const time = at / RATE;
		const note = NOTES[Math.floor(time / NOTE_SECONDS) % NOTES.length] ?? 0;
		const fading = 1 - (time % NOTE_SECONDS) / NOTE_SECONDS;
		file[HEAD_BYTES + at] = SILENCE + Math.round(LOUDNESS * fading * Math.sin(2 * Math.PI * note * time));
	}
	return file;
}
